package dev.parley.persistence.history;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of one partition that are written together.
 *
 * @param expected where the partition's offset was left by whoever writes them
 * @param records not empty, ascending, none before {@code expected}
 */
record Batch(TopicPartition partition, long expected, List<LogRecord> records) {
    /** Where the partition's offset is once they are written. */
    long next() {
        return records.getLast().offset() + 1;
    }
}
