package dev.parley.verify.script;

import dev.parley.verify.client.Client;
import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.record.Logbook;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Says one thing after the other at the plan's rate, whether or not the ones before were answered, on one thread of its own.
 * What is chosen follows from the seed; when it is written depends on the machine.
 */
public final class Script implements AutoCloseable {
    private final Thread thread;
    private final Moves moves;
    private volatile boolean stopping;

    public Script(RunPlan plan, Cast cast, Logbook logbook) {
        this.moves = new Moves(plan, cast, logbook);
        this.thread = Thread.ofPlatform().name("script").daemon().unstarted(() -> talk(plan.rate()));
    }

    public void start() {
        thread.start();
    }

    private void talk(double rate) {
        long began = System.nanoTime();
        for (long number = 0; !stopping; number++) {
            long due = began + (long) (number * 1e9 / rate);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            moves.next();
        }
    }

    /** Ends the talk. What was said may still be unanswered. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
            moves.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until everybody is connected and has every answer. Returns whether it came to that. */
    public static boolean settle(Cast cast, long seconds) {
        return await(seconds, () -> cast.clients().stream().allMatch(Client::connected))
                && await(seconds, () -> cast.clients().stream().allMatch(client -> client.unanswered() == 0));
    }

    /** Looks at a condition until it holds. Returns whether it did in time. */
    public static boolean await(long seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return true;
    }
}
