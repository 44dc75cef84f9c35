package dev.parley.verify.check;

import static dev.parley.verify.check.Story.BOB;
import static dev.parley.verify.check.Story.empty;
import static dev.parley.verify.check.Story.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.verify.check.Evidence.Source;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private final Story story = new Story().stored(message(1, 1), message(2, 2), empty(3), message(4, 4));

    @Test
    void aHoleInTheDatabaseIsFound() {
        story.stored(message(6, 6));

        assertThat(story.judgedBy(new SeqsHaveNoHoles())).hasSize(1);
    }

    @Test
    void whatIsHeardAsItIsStoredIsAsItShouldBe() {
        story.socketOf(BOB).hear(message(1, 1), 5).hear(message(1, 1), 6).hear(empty(3), 7);

        assertThat(story.judgedBy(new LiveIsHistory())).isEmpty();
    }

    @Test
    void anotherEventAtTheSameSeqIsFound() {
        story.socketOf(BOB).hear(message(2, 9), 5);

        assertThat(story.judgedBy(new LiveIsHistory())).hasSize(1);
    }

    @Test
    void anEventThatTheDatabaseDoesNotHaveIsFound() {
        story.socketOf(BOB).hear(message(5, 5), 5);

        assertThat(story.judgedBy(new LiveIsHistory()))
                .singleElement()
                .asString()
                .contains("ends at seq 4");
    }

    @Test
    void aRepeatedSendMayBeHeardWhereTheDatabaseHasAVoid() {
        story.socketOf(BOB).hear(message(3, 1), 5);

        assertThat(story.judgedBy(new LiveIsHistory())).isEmpty();
    }

    @Test
    void aMessageThatStandsNowhereElseMayNotBeHeardWhereTheDatabaseHasAVoid() {
        story.socketOf(BOB).hear(message(3, 3), 5);

        assertThat(story.judgedBy(new LiveIsHistory())).hasSize(1);
    }

    @Test
    void aGapInTheRecentEventsIsFound() {
        story.told(Source.RECENT, message(2, 2), message(4, 4));

        assertThat(story.judgedBy(new TellingsAgree()))
                .singleElement()
                .asString()
                .contains("seq 4 follows where 3");
    }

    @Test
    void recentEventsMayBeginLateButNotEndEarly() {
        story.told(Source.RECENT, empty(3), message(4, 4));
        assertThat(story.judgedBy(new ClientsAreComplete())).isEmpty();

        story.told(Source.RECENT, message(2, 2), empty(3));
        assertThat(story.judgedBy(new ClientsAreComplete())).hasSize(1);
    }

    @Test
    void aClientWithoutTheLastEventIsFound() {
        story.told(Source.CLIENT, message(1, 1), message(2, 2), empty(3));

        assertThat(story.judgedBy(new ClientsAreComplete()))
                .singleElement()
                .asString()
                .contains("1..3 of 1..4");
    }

    @Test
    void aClientThatTookOneEventTwiceIsFound() {
        story.told(Source.CLIENT, message(1, 1), message(1, 1), empty(3), message(4, 4));

        assertThat(story.judgedBy(new TellingsAgree())).hasSize(1);
    }
}
