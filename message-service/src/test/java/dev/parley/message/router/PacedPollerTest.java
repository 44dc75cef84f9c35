package dev.parley.message.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.channel.HeadsDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When it polls and when it rests; the consumer and the rests are made up, so nothing waits. */
class PacedPollerTest {
    private static final TopicPartition PARTITION = new TopicPartition("events", 0);
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final Duration LONG = Duration.ofMillis(8);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Backlog backlog = new Backlog(new Nowhere());
    private final List<Duration> rests = new ArrayList<>();
    private final List<Integer> waitingAtPoll = new ArrayList<>();
    private boolean stopping;
    private long offset;

    private final PacedPoller poller =
            new PacedPoller(consumer, PacedPollerTest::count, backlog, new Pacing(4, SHORT, 64, LONG, 512), this::rest);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void whenItIsQuietItNeverRestsAndPollsOnce() {
        for (int records : List.of(1, 4, 0, 3)) {
            turn(records);
        }

        assertThat(rests).isEmpty();
        assertThat(waitingAtPoll).containsExactly(0, 0, 0, 0);
    }

    @Test
    void aTurnThatBroughtManyIsFollowedByARestAndTwoPollsIntoOneBacklog() {
        turn(5);

        int published = turn(1, 30);

        assertThat(rests).containsExactly(SHORT);
        assertThat(published).isEqualTo(31);
    }

    @Test
    void bothPollsOfATurnSayHowLongTheNextRestIs() {
        turn(5);
        turn(30, 35);

        turn(1, 2);
        turn(1);

        assertThat(rests).containsExactly(SHORT, LONG);
    }

    @Test
    void whatTheFirstPollBroughtIsInTheBacklogDuringTheSecond() {
        turn(5);

        turn(3, 30);

        assertThat(waitingAtPoll).containsExactly(0, 0, 3);
    }

    @Test
    void afterALullThereIsNoSecondPoll() {
        turn(5);

        turn(0);

        assertThat(waitingAtPoll).hasSize(2);
    }

    @Test
    void aRouterThatIsBeingStoppedDoesNotPollTwice() {
        turn(5);
        stopping = true;

        turn(1);

        assertThat(waitingAtPoll).hasSize(2);
    }

    @Test
    void whatTheFirstPollBroughtSurvivesAWakeupInTheSecond() {
        turn(5);
        schedule(3);
        consumer.schedulePollTask(consumer::wakeup);

        poller.poll();

        assertThat(backlog.size()).isEqualTo(3);
    }

    @Test
    void aWakeupInTheFirstPollEndsTheTurn() {
        consumer.schedulePollTask(consumer::wakeup);

        assertThatThrownBy(poller::poll).isInstanceOf(WakeupException.class);
    }

    /** One turn whose polls bring so many records; how many there are to publish. */
    private int turn(int... records) {
        for (int number : records) {
            schedule(number);
        }
        poller.poll();
        return backlog.publish().size();
    }

    private void schedule(int records) {
        consumer.schedulePollTask(() -> {
            waitingAtPoll.add(backlog.size());
            for (int i = 0; i < records; i++) {
                consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, new byte[0], new byte[0]));
            }
        });
    }

    private boolean rest(Duration duration) {
        rests.add(duration);
        return !stopping;
    }

    private static List<Outgoing> count(ConsumerRecords<byte[], byte[]> records) {
        List<Outgoing> counted = new ArrayList<>();
        PartitionLedger ledger = new PartitionLedger(0, new CountMap(), 0);
        records.forEach(taken -> counted.add(
                new Outgoing(ledger, new ConversationKey(1, 1), taken.offset() + 1, taken.value(), 0, null)));
        return counted;
    }

    private static final class Nowhere implements Fanout {
        @Override
        public void publish(List<Outgoing> events) {}

        @Override
        public void publish(int partition, HeadsDigest digest) {}
    }
}
