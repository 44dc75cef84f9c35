package dev.parley.endtoend.running;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A load at a steady rate that does not wait for answers: each message is due at its own time, and those that are late
 * follow at once.
 */
public final class OpenLoop {
    private OpenLoop() {}

    /** Runs {@code send} with the number of each message. Blocks until the last one is sent. */
    public static void run(int messages, long perSecond, IntConsumer send) {
        long start = System.nanoTime();
        for (int number = 0; number < messages; number++) {
            long due = start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send.accept(number);
        }
    }
}
