package dev.parley.persistence.history;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits the group's offsets for those who watch the lag, at most once a second. Nobody reads them to go on from
 * there. For the consumer's thread.
 */
final class LagCommits {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long next = System.nanoTime();

    LagCommits(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    void commit(Iterable<PartitionLane> lanes) {
        if (System.nanoTime() - next < 0) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (PartitionLane lane : lanes) {
            Long position = lane.position();
            if (lane.isReady() && !position.equals(committed.put(lane.partition(), position))) {
                moved.put(lane.partition(), new OffsetAndMetadata(position));
            }
        }
        if (!moved.isEmpty()) {
            consumer.commitAsync(moved, (offsets, failure) -> {});
            next = System.nanoTime() + EVERY_NANOS;
        }
    }

    void forget(TopicPartition partition) {
        committed.remove(partition);
    }
}
