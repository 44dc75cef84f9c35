package dev.parley.message.log;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The fates of some records on their way to Kafka, gathered from the producer's thread for the one that waits. */
final class AppendRound {
    private final BitSet durable;
    private final CountDownLatch open;
    private volatile int lastFailed = -1;

    AppendRound(int records) {
        this.durable = new BitSet(records);
        this.open = new CountDownLatch(records);
    }

    void settle(int index, Exception failure) {
        if (failure == null) {
            synchronized (durable) {
                durable.set(index);
            }
        } else {
            lastFailed = index;
        }
        open.countDown();
    }

    /** Whether this record has failed already, which right after handing it over means that nothing can be handed over. */
    boolean failedLast(int index) {
        return lastFailed == index;
    }

    /** Waits for the fates of all; one that is not known in time counts as a failure. */
    BitSet await(Duration limit) {
        try {
            // The producer settles every record within its own, shorter timeout: reaching the limit would be its
            // mistake.
            open.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (durable) {
            return (BitSet) durable.clone();
        }
    }
}
