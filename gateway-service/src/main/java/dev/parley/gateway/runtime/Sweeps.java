package dev.parley.gateway.runtime;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One thread for everything that goes over all sockets again and again (heartbeats, expiry, heads, receipts). A timer for each
 * socket would cost memory and wake-ups in proportion to sockets that do nothing.
 */
@Singleton
@SuppressWarnings(
        "FutureReturnValueIgnored") // What a sweep throws is logged by guarded(); nothing cancels one but the end.
public final class Sweeps {
    private static final Logger LOG = Logger.getLogger(Sweeps.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("parley-sweeps").factory());

    public Sweeps() {}

    /** Runs the sweep with this pause between two runs; a sweep that fails is logged and comes again. Sweeps must not block. */
    public void every(Duration pause, Runnable sweep) {
        thread.scheduleWithFixedDelay(() -> guarded(sweep), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs something once, later. */
    public void after(Duration delay, Runnable task) {
        thread.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.error("event=sweep_failed", e);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
