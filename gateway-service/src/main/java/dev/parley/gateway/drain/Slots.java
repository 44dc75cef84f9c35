package dev.parley.gateway.drain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When each of many clients shall come back: each has a slot of its own, of equal width, and a random moment within it. Few clients are
 * not kept waiting for the sake of many.
 *
 * @param spread all come back within this time, whatever it takes
 * @param perSecond come back no faster than this, if they can within the spread
 */
record Slots(Duration spread, int perSecond, RandomGenerator random) {
    /** Milliseconds for the client at {@code index} of {@code count}. */
    long millis(int index, int count) {
        double width = Math.min((double) spread.toMillis() / count, 1_000.0 / perSecond);
        return (long) (width * (index + random.nextDouble()));
    }
}
