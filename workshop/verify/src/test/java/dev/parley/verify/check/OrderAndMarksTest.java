package dev.parley.verify.check;

import static dev.parley.verify.check.Story.BOB;
import static dev.parley.verify.check.Story.ROOM;
import static dev.parley.verify.check.Story.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.verify.check.Evidence.Membership;
import dev.parley.verify.record.FaultSpan;
import org.junit.jupiter.api.Test;

class OrderAndMarksTest {
    private final Story story = new Story();

    @Test
    void messagesOfOneSocketThatChangedPlacesAreFound() {
        story.sent(1).acked(20);
        story.sent(2).acked(20);
        story.stored(message(1, 2), message(2, 1));

        assertThat(story.judgedBy(new SocketsKeepOrder()))
                .singleElement()
                .asString()
                .startsWith("reordered:");
    }

    @Test
    void whoWasToldToTryAgainMayBeOvertakenByHimself() {
        story.sent(1).refused("unavailable", 10).written(0, 3).acked(20);
        story.sent(2).acked(20);
        story.stored(message(1, 2), message(2, 1));

        assertThat(story.judgedBy(new SocketsKeepOrder())).isEmpty();
    }

    @Test
    void aMarkThatWentBackIsFound() {
        story.socketOf(BOB)
                .hearMark("read", ROOM, BOB, 5)
                .hearMark("delivered", ROOM, BOB, 3)
                .hearMark("read", ROOM, BOB, 5)
                .hearMark("read", ROOM, BOB, 4);

        assertThat(story.judgedBy(new MarksOnlyRise()))
                .singleElement()
                .asString()
                .contains("from 5 to 4");
    }

    @Test
    void anUnreadCountThatIsNoCountIsFound() {
        story.stored(message(1, 1), message(2, 2), message(3, 3));
        story.memberships.add(new Membership(ROOM, BOB, 2, 1));
        assertThat(story.judgedBy(new UnreadIsRecounted())).isEmpty();

        story.memberships.add(new Membership(ROOM, BOB, 3, 1));
        assertThat(story.judgedBy(new UnreadIsRecounted())).hasSize(1);
    }

    @Test
    void acksThatStayAwayAfterAFaultAreFound() {
        story.faults.add(new FaultSpan("kafka", "kafka", 1_000, 1_001));
        story.sent(1).acked(900);
        story.sent(2).acked(12_000);

        assertThat(story.judgedBy(new AcksResume())).singleElement().asString().contains("10999 ms");
    }

    @Test
    void acksThatComeSoonAreAsTheyShouldBe() {
        story.faults.add(new FaultSpan("kafka", "kafka", 900, 1_001));
        story.sent(1).acked(950);
        story.sent(2).acked(3_000);

        assertThat(story.judgedBy(new AcksResume())).isEmpty();
        assertThat(AcksResume.pauses(story.evidence()).getFirst().longest()).isEqualTo(2_050);
    }

    @Test
    void whatIsNoFrameOfTheContractIsFound() {
        story.socketOf(BOB).hearNonsense("half a frame");

        assertThat(story.judgedBy(new FramesAreOfTheContract())).hasSize(1);
    }
}
