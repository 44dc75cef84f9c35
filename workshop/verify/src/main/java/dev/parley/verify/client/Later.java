package dev.parley.verify.client;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One thread for what clients do after a while. What it runs must not block. */
public final class Later implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("later").daemon().factory());

    public void run(long milliseconds, Runnable work) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(work, milliseconds, TimeUnit.MILLISECONDS);
        }
    }

    /** What is still to come does not happen any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
