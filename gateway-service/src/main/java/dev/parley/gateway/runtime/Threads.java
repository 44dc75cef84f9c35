package dev.parley.gateway.runtime;

import io.vertx.core.Future;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Virtual threads for work that waits: loading what to follow, syncs, catching up. */
@Singleton
public final class Threads {
    private static final Logger LOG = Logger.getLogger(Threads.class);

    private final ExecutorService virtual = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("parley-", 0).factory());

    public Threads() {}

    /** Runs the task on a virtual thread of its own. Whoever calls this bounds how many there are. */
    public void run(Runnable task) {
        virtual.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("event=task_failed", e);
            }
        });
    }

    /**
     * Waits for an answer. Never on an event loop.
     *
     * @throws Unanswered if it failed or did not come in time
     */
    public static <T> T await(Future<T> future, Duration atMost) throws Unanswered {
        try {
            return future.toCompletionStage().toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered(e);
        }
    }

    /** Sleeps, unless the process is stopping. */
    public static void pause(Duration pause) throws Unanswered {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered(e);
        }
    }

    @PreDestroy
    void stop() {
        virtual.shutdownNow();
    }
}
