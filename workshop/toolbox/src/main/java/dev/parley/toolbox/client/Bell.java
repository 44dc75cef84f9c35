package dev.parley.toolbox.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition with a deadline, woken whenever something happened that may have made it true. Safe on any thread. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();

    /** Something happened. */
    void ring() {
        lock.lock();
        try {
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @param state what to say of how things stand if it does not
     * @throws AssertionError if it does not within {@code atMost}
     */
    void await(String what, Duration atMost, BooleanSupplier condition, Supplier<String> state) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError(what + ": not within " + atMost.toMillis() + " ms; " + state.get());
                }
                // Wakes now and then by itself: conditions may look at more than what rings this bell.
                long slice = Math.min(left, TimeUnit.MILLISECONDS.toNanos(200));
                left -= slice - Math.max(0, rung.awaitNanos(slice));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for: " + what, e);
        } finally {
            lock.unlock();
        }
    }
}
