package dev.parley.message.router;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Saves checkpoints beside the router's thread, at most one at a time, so that a transaction delays no message. All methods are the router's thread's;
 * only the saving itself runs on a thread of its own.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Checkpoints.class);

    private final PositionWriter writer;
    private final Timer duration;
    private final Counter failures;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("router-checkpoints").factory());
    private Checkpoint current;
    private Future<?> saving;

    Checkpoints(PositionWriter writer, MeterRegistry metrics) {
        this.writer = writer;
        this.duration = metrics.timer("parley.message.checkpoint.duration");
        this.failures = metrics.counter("parley.message.checkpoint.failures");
    }

    /** Whether one is being saved; learns the outcome of one that has come to its end. */
    boolean busy() {
        if (saving != null && saving.isDone()) {
            settle(Duration.ZERO);
        }
        return saving != null;
    }

    /** Begins to save. Not while {@link #busy}. */
    void begin(Checkpoint checkpoint) {
        current = checkpoint;
        saving = thread.submit(() -> duration.record(() -> writer.save(checkpoint)));
    }

    /** Waits for the one being saved, if there is one; false if it failed or takes longer. */
    boolean settle(Duration patience) {
        if (saving == null) {
            return true;
        }
        try {
            saving.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            forget();
            return true;
        } catch (ExecutionException e) {
            failures.increment();
            LOG.warnf(
                    "checkpoint=failed cause=%s next=repeat-with-the-next",
                    e.getCause().getMessage());
            current.giveBack();
            forget();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget() {
        saving = null;
        current = null;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(10, TimeUnit.SECONDS)) {
                writer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
