package dev.parley.verify.check;

import static dev.parley.verify.check.Story.empty;
import static dev.parley.verify.check.Story.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.verify.check.Evidence.Source;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final Story story = new Story();

    @Test
    void anAckedMessageThatIsThereOnceIsAsItShouldBe() {
        story.sent(1).acked(20);
        story.stored(message(1, 1)).told(Source.HISTORY, message(1, 1));

        assertThat(story.judgedBy(new AckedIsKeptOnce())).isEmpty();
    }

    @Test
    void anAckedMessageThatIsNowhereIsLost() {
        story.sent(1).acked(20);

        assertThat(story.judgedBy(new AckedIsKeptOnce()))
                .singleElement()
                .asString()
                .startsWith("lost:");
    }

    @Test
    void anAckedMessageAtTwoSeqsIsDoubled() {
        story.sent(1).acked(20);
        story.stored(message(1, 1), message(2, 1));

        assertThat(story.judgedBy(new AckedIsKeptOnce()))
                .singleElement()
                .asString()
                .startsWith("doubled:");
    }

    @Test
    void anAckedMessageThatOneMembersHistoryLacksIsFound() {
        story.sent(1).acked(20);
        story.stored(message(1, 1)).told(Source.HISTORY, empty(1));

        assertThat(story.judgedBy(new AckedIsKeptOnce()))
                .singleElement()
                .asString()
                .contains("0 times");
    }

    @Test
    void otherWordsThanThoseThatWereSentAreFound() {
        story.sent(1).acked(20);
        story.stored(new dev.parley.verify.record.Event(
                Story.ROOM, 1, "message", Story.ADA, Story.id(1), null, 0, null, 12_345));

        assertThat(story.judgedBy(new AckedIsKeptOnce())).hasSize(1);
    }

    @Test
    void aDeletedMessageNeedsNoWords() {
        story.sent(1).acked(20);
        story.erased.add(1L);
        story.stored(
                new dev.parley.verify.record.Event(Story.ROOM, 1, "message", Story.ADA, Story.id(1), null, 0, null, 0));

        assertThat(story.judgedBy(new AckedIsKeptOnce())).isEmpty();
    }

    @Test
    void aRefusedMessageThatIsThereIsFound() {
        story.sent(1).refused("not_member", 20);
        story.stored(message(1, 1));

        assertThat(story.judgedBy(new RefusedIsNotKept()))
                .singleElement()
                .asString()
                .contains("not_member");
    }

    @Test
    void aCopyThatWasNeverAnsweredMayHaveBeenKept() {
        story.sent(1).written(1, 2).refused("not_member", 20);
        story.stored(message(1, 1));

        assertThat(story.judgedBy(new RefusedIsNotKept())).isEmpty();
    }

    @Test
    void whatWasLeftAtUnavailableIsCountedApart() {
        story.sent(1).refused("unavailable", 20);
        story.sent(2).refused("unavailable", 20);
        story.stored(message(1, 1));

        assertThat(story.judgedBy(new RefusedIsNotKept())).isEmpty();
        assertThat(UndecidedSends.of(story.evidence())).isEqualTo(new UndecidedSends(2, 1));
    }

    @Test
    void aMessageThatNobodySentIsFound() {
        story.stored(message(1, 77));

        assertThat(story.judgedBy(new NothingIsInvented())).hasSize(1);
    }

    @Test
    void aSendWithoutAnyAnswerIsFound() {
        story.sent(1);

        assertThat(story.judgedBy(new EverythingIsAnswered())).hasSize(1);
    }
}
