package dev.parley.persistence.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses with jitter between tries of the same thing. For one thread. */
public final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 3_000;

    private final RandomGenerator random;
    private int failures;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after one more failure: doubles up to three seconds, less up to a half by chance. */
    public Duration next() {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures++, 10));
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2));
    }

    /** Whether nothing has failed since the last success: what happens next is worth a line in the log. */
    public boolean isFresh() {
        return failures == 0;
    }

    public void reset() {
        failures = 0;
    }
}
