package dev.parley.gateway.drain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When each of many clients shall come back: each has a slot of its own, of equal width, and a random moment within it. */
record Slots(Duration spread, RandomGenerator random) {
    /** Milliseconds for the client at {@code index} of {@code count}. */
    long millis(int index, int count) {
        double width = (double) spread.toMillis() / count;
        return (long) (width * (index + random.nextDouble()));
    }
}
