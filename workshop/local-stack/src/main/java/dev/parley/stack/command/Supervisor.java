package dev.parley.stack.command;

import dev.parley.stack.engine.Engine;
import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches a running stack, as Kubernetes would: a part that ended is reported with the end of its log and started again
 * after a pause, at most {@value #MOST_RESTARTS} times.
 */
final class Supervisor {
    private static final int MOST_RESTARTS = 5;
    private static final long LOOK_EVERY_MILLIS = 300;

    private final Stack stack;
    private final Console console;
    private final Duration pause;
    private final Map<String, Integer> restarts = new HashMap<>();

    Supervisor(Stack stack, Console console, Duration pause) {
        this.stack = stack;
        this.console = console;
        this.pause = pause;
    }

    /** Returns when {@code stop} is counted down. */
    void watch(CountDownLatch stop) throws InterruptedException {
        while (!stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            for (Engine engine : stack.engines()) {
                if (!engine.process().alive()) {
                    revive(engine.process(), engine::start, stop);
                }
            }
            for (ServiceInstance service : stack.services()) {
                if (!service.process().alive()) {
                    revive(
                            service.process(),
                            () -> {
                                service.start();
                                service.await(Duration.ofSeconds(60));
                            },
                            stop);
                }
            }
        }
    }

    private void revive(ChildProcess process, Runnable start, CountDownLatch stop) throws InterruptedException {
        int times = restarts.merge(process.name(), 1, Integer::sum);
        if (times > MOST_RESTARTS) {
            if (times == MOST_RESTARTS + 1) {
                console.failed(
                        process.name() + " has ended " + times + " times and is left alone; its log: " + process.log());
            }
            return;
        }
        console.failed(process.name() + " has ended. The end of its log (" + process.log() + "):");
        process.lastLines(8).forEach(line -> console.line("      " + line));
        if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        long began = System.nanoTime();
        try {
            start.run();
            RunFile.of(stack).write(stack.plan().data());
            console.ready(process.name() + " again", Duration.ofNanos(System.nanoTime() - began));
        } catch (StackFailure e) {
            console.failed(e.getMessage());
        }
    }
}
