package dev.parley.persistence.history;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.retry.Backoff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One life of a Kafka consumer: polls, hands records to the lanes of its partitions, lets them write, all on the thread
 * that calls {@link #turn}.
 *
 * <p>A partition is paused unless its lane is ready for more. While Postgres is away every partition is, and polling goes
 * on with nothing fetched: the assignment is kept, and memory holds at most one poll.
 *
 * <p>What a poll brought is written in one transaction. Only if that cannot be (another writer has moved a partition
 * on, or Postgres refuses a record) does each lane write by itself, so that the others are not held up.
 */
final class HistoryLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(HistoryLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final HistoryWriter writer;
    private final RecordReader reader;
    private final HistoryMetrics metrics;
    private final HistoryStatus status;
    private final LagCommits commits;
    private final Backoff backoff;
    private final Map<TopicPartition, PartitionLane> lanes = new HashMap<>();
    private long retryAt = System.nanoTime();
    private boolean failing;

    HistoryLoop(
            KafkaConsumer<byte[], byte[]> consumer,
            HistoryWriter writer,
            RecordReader reader,
            HistoryMetrics metrics,
            HistoryStatus status) {
        this.consumer = consumer;
        this.writer = writer;
        this.reader = reader;
        this.metrics = metrics;
        this.status = status;
        this.commits = new LagCommits(consumer);
        this.backoff = new Backoff(RandomGenerator.getDefault());
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.EVENTS), this);
    }

    /** Polls once and writes what came. */
    void turn() {
        try {
            distribute(consumer.poll(untilNextTry()));
        } catch (OffsetOutOfRangeException gone) {
            stall(gone.partitions());
        }
        if (consumer.groupMetadata().generationId() >= 0) {
            status.joined();
        }
        if (System.nanoTime() - retryAt >= 0) {
            advance();
        }
        pauseOrResume();
        commits.commit(lanes.values());
        measure();
    }

    private Duration untilNextTry() {
        long wait = retryAt - System.nanoTime();
        return failing && wait < POLL.toNanos() ? Duration.ofNanos(Math.max(wait, 1)) : POLL;
    }

    private void distribute(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            lanes.get(partition)
                    .take(polled.records(partition).stream().map(reader::read).toList());
        }
    }

    private void advance() {
        WriteResult.Unavailable unavailable = write();
        if (unavailable != null) {
            putOff(unavailable);
            return;
        }
        if (failing) {
            LOG.infof("event=history_resumed");
        }
        failing = false;
        backoff.reset();
    }

    /** Stops at the first lane that finds Postgres away: the others would only find the same. */
    private WriteResult.Unavailable write() {
        if (writeTogether() instanceof WriteResult.Unavailable unavailable) {
            return unavailable;
        }
        for (PartitionLane lane : lanes.values()) {
            WriteResult.Unavailable unavailable = lane.isLost() ? seek(lane) : lane.write();
            if (unavailable != null) {
                return unavailable;
            }
        }
        return null;
    }

    private WriteResult writeTogether() {
        List<PartitionLane> waiting =
                lanes.values().stream().filter(PartitionLane::isWaiting).toList();
        if (waiting.size() < 2) {
            return new WriteResult.Written();
        }
        WriteResult result =
                writer.write(waiting.stream().map(PartitionLane::next).toList());
        if (result instanceof WriteResult.Written) {
            waiting.forEach(PartitionLane::written);
        }
        return result;
    }

    private WriteResult.Unavailable seek(PartitionLane lane) {
        try {
            long position = writer.position(lane.partition());
            consumer.seek(lane.partition(), position);
            lane.continueFrom(position);
            return null;
        } catch (SqlFailure failure) {
            return new WriteResult.Unavailable(failure.getMessage());
        }
    }

    private void putOff(WriteResult.Unavailable unavailable) {
        Duration pause = backoff.next();
        if (!failing) {
            LOG.warnf("event=history_waits retryIn=%s cause=%s", pause, unavailable.cause());
        }
        failing = true;
        retryAt = System.nanoTime() + pause.toNanos();
        metrics.retried();
    }

    private void pauseOrResume() {
        Set<TopicPartition> ready = new HashSet<>();
        Set<TopicPartition> busy = new HashSet<>();
        lanes.forEach((partition, lane) -> (lane.isReady() && !failing ? ready : busy).add(partition));
        consumer.resume(ready);
        consumer.pause(busy);
    }

    private void measure() {
        for (TopicPartition partition : lanes.keySet()) {
            consumer.currentLag(partition).ifPresent(lag -> metrics.lag(partition.partition(), lag));
        }
    }

    private void stall(Set<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            LOG.errorf(
                    "event=history_stalled partition=%d position=%d reason=%s",
                    partition.partition(), lanes.get(partition).position(), "the log does not have this offset");
            lanes.get(partition).stall();
        }
        tellStalled();
    }

    private void tellStalled() {
        Map<Integer, PartitionLane> stalled = new TreeMap<>();
        lanes.values().stream()
                .filter(PartitionLane::isStalled)
                .forEach(lane -> stalled.put(lane.partition().partition(), lane));
        status.stalled(stalled.keySet());
    }

    /** Where a partition stands is asked of Postgres afterwards; until then it is paused, at any place. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            lanes.put(partition, new PartitionLane(partition, writer, metrics));
            consumer.seek(partition, 0);
        }
        consumer.pause(partitions);
        LOG.infof("event=history_assigned partitions=%d of=%d", partitions.size(), lanes.size());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            lanes.remove(partition);
            commits.forget(partition);
            metrics.lag(partition.partition(), 0);
        }
        tellStalled();
    }
}
