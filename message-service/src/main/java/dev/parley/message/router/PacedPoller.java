package dev.parley.message.router;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Fills the backlog from Kafka, at once when little comes and in batches when much does. The router's thread only.
 *
 * <p>A consumer asks for more as soon as it hands out what it has, and is answered with the first record that arrives
 * then. So the first poll after a rest returns just that, and what has come meanwhile is with the second one.
 */
final class PacedPoller {
    private static final Duration POLL = Duration.ofMillis(100);

    /** What is here; waiting for more would hold up what the first poll brought. */
    private static final Duration SECOND_POLL = Duration.ZERO;

    private final Consumer<byte[], byte[]> consumer;
    private final Function<ConsumerRecords<byte[], byte[]>, List<Outgoing>> counting;
    private final Backlog backlog;
    private final Pacing pacing;
    private final Rest rest;
    private int records;

    /** Waits between two polls. */
    interface Rest {
        /** Waits for this long, or until the router is being stopped: then this returns false. */
        boolean take(Duration duration);
    }

    PacedPoller(
            Consumer<byte[], byte[]> consumer,
            Function<ConsumerRecords<byte[], byte[]>, List<Outgoing>> counting,
            Backlog backlog,
            Pacing pacing,
            Rest rest) {
        this.consumer = consumer;
        this.counting = counting;
        this.backlog = backlog;
        this.pacing = pacing;
        this.rest = rest;
    }

    /** Polls; the backlog is empty before. */
    void poll() {
        Duration due = pacing.restAfter(records);
        boolean rested = due.isPositive() && rest.take(due);
        records = take(POLL);
        if (rested && records > 0) {
            records += takeUnlessStopped();
        }
    }

    /** What the first poll brought is to be published even by a router that is woken to stop. */
    private int takeUnlessStopped() {
        try {
            return take(SECOND_POLL);
        } catch (WakeupException e) {
            return 0;
        }
    }

    /**
     * Puts into the backlog at once, since a poll may take partitions away, and what is unpublished of them must be
     * seen then.
     */
    private int take(Duration timeout) {
        ConsumerRecords<byte[], byte[]> taken = consumer.poll(timeout);
        backlog.add(counting.apply(taken));
        return taken.count();
    }
}
