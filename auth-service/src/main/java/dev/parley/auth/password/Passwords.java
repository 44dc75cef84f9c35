package dev.parley.auth.password;

import dev.parley.auth.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes and checks password hashes. Called by virtual threads, which wait while one of a few platform threads computes:
 * a virtual thread that computes would keep its carrier, and with it every other request, waiting. At most {@code
 * max-waiting} hashes wait, each at most {@code max-wait}; after that the answer is 503 {@code unavailable}.
 */
@ApplicationScoped
public class Passwords {
    private static final int SALT_BYTES = 16;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final PasswordConfig config;
    private final SecureRandom random;
    private final Argon2idHash.Cost cost;
    private final Argon2idHash nobodys;
    private final ThreadPoolExecutor threads;
    private final MeterRegistry metrics;

    Passwords(PasswordConfig config, SecureRandom random, MeterRegistry metrics) {
        this.config = config;
        this.random = random;
        this.metrics = metrics;
        this.cost = new Argon2idHash.Cost(config.memoryKib(), config.iterations(), config.parallelism());
        this.nobodys = new Argon2idHash(cost, randomBytes(SALT_BYTES), randomBytes(2 * SALT_BYTES));
        int concurrency =
                Math.max(1, config.concurrency().orElse(Runtime.getRuntime().availableProcessors()));
        this.threads = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(Math.max(1, config.maxWaiting())),
                Thread.ofPlatform().name("password-hash-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        metrics.gauge("parley.auth.hashes.in.flight", threads, ThreadPoolExecutor::getActiveCount);
        metrics.gauge(
                "parley.auth.hashes.waiting", threads, pool -> pool.getQueue().size());
    }

    /**
     * The first hash of a process takes many times as long as the next: it is nobody's, so that no first user waits for
     * it.
     */
    void start(@Observes StartupEvent event) {
        threads.execute(() -> Argon2id.matches(randomBytes(SALT_BYTES), nobodys));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /**
     * A new hash of a password, as a PHC string.
     *
     * @throws Refusal 503 if too many hashes are being computed
     */
    public String hash(Password password) {
        byte[] salt = randomBytes(SALT_BYTES);
        return compute("hash", () -> Argon2id.hash(password.bytes(), salt, cost).phc());
    }

    /**
     * Whether the password is the one of the hash.
     *
     * @throws Refusal 503 if too many hashes are being computed
     */
    public boolean matches(Password password, String phc) {
        Argon2idHash expected = Argon2idHash.parse(phc);
        return compute("verify", () -> Argon2id.matches(password.bytes(), expected));
    }

    /** Takes as long as {@link #matches} and says no: for a user name that nobody has, which must not answer sooner. */
    public void matchNobody(Password password) {
        compute("verify", () -> Argon2id.matches(password.bytes(), nobodys));
    }

    /** Whether the hash was made at another cost than is asked for now. */
    public boolean isOutdated(String phc) {
        return !Argon2idHash.parse(phc).cost().equals(cost);
    }

    private <T> T compute(String purpose, Callable<T> computation) {
        Callable<T> timed = () ->
                metrics.timer("parley.auth.hash.duration", "purpose", purpose).recordCallable(computation);
        Future<T> result;
        try {
            result = threads.submit(timed);
        } catch (RejectedExecutionException full) {
            throw busy("queue_full");
        }
        try {
            return result.get(config.maxWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            result.cancel(false);
            throw busy("waited_too_long");
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a password hash could not be computed", broken.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            result.cancel(false);
            throw busy("stopping");
        }
    }

    private Refusal busy(String reason) {
        metrics.counter("parley.auth.hashes.refused", "reason", reason).increment();
        return Refusal.unavailable("Too many people are signing in right now.", TRY_AGAIN);
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
