package dev.parley.verify.check;

import static dev.parley.verify.check.Story.BOB;
import static dev.parley.verify.check.Story.ROOM;
import static dev.parley.verify.check.Story.change;
import static dev.parley.verify.check.Story.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.verify.record.MemberChange;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembershipBoundsTest {
    private static final UUID CEM = new UUID(0, 0xC);

    private final Story story = new Story();

    @Test
    void theRemovalItselfIsTheLastThatTheRemovedHears() {
        story.stored(message(1, 1), change(2, "memberRemoved", BOB), message(3, 3));
        story.socketOf(BOB).hear(message(1, 1), 10).hear(change(2, "memberRemoved", BOB), 20);

        assertThat(story.judgedBy(new MembershipBounds())).isEmpty();
    }

    @Test
    void anEventAfterHisRemovalIsFound() {
        story.stored(message(1, 1), change(2, "memberRemoved", BOB), message(3, 3));
        story.socketOf(BOB).hear(message(3, 3), 30);

        assertThat(story.judgedBy(new MembershipBounds())).hasSize(1);
    }

    @Test
    void whoIsLetInAgainHearsWhatWasSaidMeanwhileButNotBefore() {
        story.stored(change(1, "memberRemoved", BOB), message(2, 2), change(3, "memberAdded", BOB));
        story.changes.add(new MemberChange(ROOM, BOB, true, 100));
        story.socketOf(BOB).hear(message(2, 2), 120);
        assertThat(story.judgedBy(new MembershipBounds())).isEmpty();

        story.socketOf(BOB).hear(message(2, 2), 80);
        assertThat(story.judgedBy(new MembershipBounds())).hasSize(1);
    }

    @Test
    void whoWasNeverInHearsNothing() {
        story.stored(message(1, 1));
        story.socketOf(CEM).hear(message(1, 1), 10);

        assertThat(story.judgedBy(new MembershipBounds())).hasSize(1);
    }
}
