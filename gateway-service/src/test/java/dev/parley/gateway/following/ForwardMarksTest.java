package dev.parley.gateway.following;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.MarkFrame;
import dev.parley.api.receipt.MarkFrame.Kind;
import dev.parley.gateway.socket.TestSockets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ForwardMarksTest {
    private final ForwardMarks marks = new ForwardMarks();
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());
    private final UserId ann = TestSockets.user();

    private boolean told(Kind kind, UserId user, long seq) {
        return marks.goesForward(new MarkFrame(kind, conversation, user, seq));
    }

    @Test
    void aMarkThatIsRepeatedOrBehindIsNotTold() {
        assertThat(told(Kind.READ, ann, 5)).isTrue();
        assertThat(told(Kind.READ, ann, 5)).isFalse();
        assertThat(told(Kind.READ, ann, 4)).isFalse();
        assertThat(told(Kind.READ, ann, 6)).isTrue();
    }

    @Test
    void kindsAndPeopleAreKeptApart() {
        assertThat(told(Kind.READ, ann, 5)).isTrue();
        assertThat(told(Kind.DELIVERED, ann, 4)).isTrue();
        assertThat(told(Kind.READ, TestSockets.user(), 3)).isTrue();
    }
}
