package dev.parley.toolbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.toolbox.client.ConversationLog.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConversationLogTest {
    private static final UUID CONVERSATION = UUID.randomUUID();
    private static final UUID SENDER = UUID.randomUUID();

    private final List<Long> all = new ArrayList<>();
    private final List<Long> counting = new ArrayList<>();
    private final ConversationLog log = new ConversationLog(0, 100, (event, counts) -> {
        all.add(event.seq());
        if (counts) {
            counting.add(event.seq());
        }
    });

    @Test
    void theNextEventAdvancesTheCursor() {
        assertThat(log.offer(message(1))).isEqualTo(Outcome.ADVANCED);
        assertThat(log.offer(message(2))).isEqualTo(Outcome.ADVANCED);

        assertThat(log.cursor()).isEqualTo(2);
        assertThat(all).containsExactly(1L, 2L);
    }

    @Test
    void whatIsKnownIsIgnored() {
        log.offer(message(1));

        assertThat(log.offer(message(1))).isEqualTo(Outcome.REPEAT);
        assertThat(all).containsExactly(1L);
    }

    @Test
    void anEventBehindAGapWaitsForWhatIsMissing() {
        log.offer(message(1));

        assertThat(log.offer(message(4))).isEqualTo(Outcome.GAP);
        assertThat(log.offer(message(3))).isEqualTo(Outcome.GAP);
        assertThat(log.hasGap()).isTrue();
        assertThat(log.cursor()).isEqualTo(1);

        assertThat(log.offer(message(2))).isEqualTo(Outcome.ADVANCED);
        assertThat(all).containsExactly(1L, 2L, 3L, 4L);
        assertThat(log.hasGap()).isFalse();
    }

    @Test
    void aVoidTakesItsPlaceAndDoesNotCount() {
        log.offer(message(1));
        log.offer(new ChatEvent(CONVERSATION, 2, "void", null, null, Json.object()));
        log.offer(message(3));

        assertThat(all).containsExactly(1L, 2L, 3L);
        assertThat(counting).containsExactly(1L, 3L);
    }

    @Test
    void theSameSendAtAHigherSeqTakesItsPlaceAndDoesNotCount() {
        UUID id = UUID.randomUUID();
        log.offer(message(1, id));
        log.offer(message(2, id));

        assertThat(all).containsExactly(1L, 2L);
        assertThat(counting).containsExactly(1L);
    }

    @Test
    void twoSendersMayUseOneId() {
        UUID id = UUID.randomUUID();
        log.offer(message(1, id));
        log.offer(new ChatEvent(CONVERSATION, 2, "message", UUID.randomUUID(), id, Json.object()));

        assertThat(counting).containsExactly(1L, 2L);
    }

    @Test
    void tooManyWaitingEventsAreDroppedFromTheFarEndAndComeAgain() {
        LongStream.rangeClosed(2, 3_000).forEach(seq -> log.offer(message(seq)));
        log.offer(message(1));
        assertThat(log.cursor()).isEqualTo(1_001);

        LongStream.rangeClosed(2, 3_000).forEach(seq -> log.offer(message(seq)));
        assertThat(log.cursor()).isEqualTo(3_000);
        assertThat(all)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 3_000).boxed().toList());
    }

    private static ChatEvent message(long seq) {
        return message(seq, UUID.randomUUID());
    }

    private static ChatEvent message(long seq, UUID id) {
        return new ChatEvent(CONVERSATION, seq, "message", SENDER, id, Json.object());
    }
}
