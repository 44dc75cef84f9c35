package dev.parley.persistence.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What one assigned partition still has to write, and where history stands in it. For the consumer's thread.
 *
 * <p>A lane starts without a position; it gets one from Postgres, and loses it (and whatever it held) when another writer
 * turns out to have moved the partition on. A batch that Postgres refuses is halved until the record it refuses stands
 * alone and becomes a void.
 */
final class PartitionLane {
    private static final Logger LOG = Logger.getLogger(PartitionLane.class);
    private static final long UNKNOWN = -1;

    private final TopicPartition partition;
    private final HistoryWriter writer;
    private final HistoryMetrics metrics;
    private final Deque<List<LogRecord>> batches = new ArrayDeque<>();
    private long position = UNKNOWN;
    private boolean stalled;

    PartitionLane(TopicPartition partition, HistoryWriter writer, HistoryMetrics metrics) {
        this.partition = partition;
        this.writer = writer;
        this.metrics = metrics;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Whether it must be given a position before it can take records. */
    boolean isLost() {
        return position == UNKNOWN && !stalled;
    }

    /** Whether it has written all it was given and knows where it stands. */
    boolean isReady() {
        return position != UNKNOWN && batches.isEmpty() && !stalled;
    }

    /** Whether the log no longer has what history lacks, so that it can only wait for a person. */
    boolean isStalled() {
        return stalled;
    }

    long position() {
        return position;
    }

    void continueFrom(long offset) {
        position = offset;
    }

    void stall() {
        stalled = true;
        batches.clear();
    }

    /** Takes what was polled; records that history has already are left out. */
    void take(List<LogRecord> records) {
        List<LogRecord> fresh =
                records.stream().filter(record -> record.offset() >= position).toList();
        if (position != UNKNOWN && !fresh.isEmpty()) {
            batches.add(fresh);
        }
    }

    /** Whether it has something to write. */
    boolean isWaiting() {
        return !batches.isEmpty();
    }

    /** What it writes next. */
    Batch next() {
        return new Batch(partition, position, batches.element());
    }

    /** What it was to write next is in history. */
    void written() {
        position = next().next();
        batches.remove();
    }

    /**
     * Writes until nothing is left, in transactions of its own.
     *
     * @return null, or what is unavailable: then it still holds what it could not write
     */
    WriteResult.Unavailable write() {
        while (!batches.isEmpty()) {
            switch (writer.write(List.of(next()))) {
                case WriteResult.Written _ -> written();
                case WriteResult.Overtaken _ -> loseTrack();
                case WriteResult.Refused refused -> {
                    if (isVoidAlready(batches.peek())) {
                        return new WriteResult.Unavailable("a void is refused, sqlState=" + refused.sqlState());
                    }
                    halve(refused);
                }
                case WriteResult.Unavailable unavailable -> {
                    return unavailable;
                }
            }
        }
        return null;
    }

    private void loseTrack() {
        LOG.warnf("event=history_overtaken partition=%d position=%d action=seek", partition.partition(), position);
        metrics.zombie();
        batches.clear();
        position = UNKNOWN;
    }

    /** Cannot happen: nothing of the record is left in what is stored. Better to stand still than to skip a place. */
    private static boolean isVoidAlready(List<LogRecord> batch) {
        return batch.size() == 1 && batch.getFirst().flaw() == VoidReason.UNSTORABLE;
    }

    private void halve(WriteResult.Refused refused) {
        List<LogRecord> batch = batches.remove();
        if (batch.size() == 1) {
            LogRecord record = batch.getFirst();
            LOG.warnf(
                    "event=history_unstorable partition=%d offset=%d sqlState=%s action=void",
                    partition.partition(), record.offset(), refused.sqlState());
            batches.addFirst(List.of(record.without(VoidReason.UNSTORABLE)));
        } else {
            int middle = batch.size() / 2;
            batches.addFirst(batch.subList(middle, batch.size()));
            batches.addFirst(batch.subList(0, middle));
        }
    }
}
