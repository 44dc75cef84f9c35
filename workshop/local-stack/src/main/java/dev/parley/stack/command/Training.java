package dev.parley.stack.command;

import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.process.StartCaches;
import dev.parley.stack.service.Stack;
import dev.parley.stack.service.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Makes start caches beside a running stack: a second one, with nobody on it and at the lowest priority, starts and ends once. So neither
 * the first start nor the first stop of a build has to wait for them.
 */
final class Training implements AutoCloseable {
    private final StackPlan plan;
    private final StartCaches caches;
    private final Console console;
    private Stack stack;
    private boolean abandoned;

    Training(StackPlan trained, StartCaches caches, Console console) {
        this.plan = new StackPlan(
                trained.root(),
                trained.data().resolve("run/training"),
                OptionalInt.empty(),
                trained.partitions(),
                Map.of(),
                Map.of());
        this.caches = caches.making();
        this.console = console;
    }

    /** Begins, on a thread of its own. */
    void begin() {
        Thread.ofPlatform().name("training").daemon().start(this::train);
    }

    private void train() {
        console.line("Quicker starts are being prepared in the background.");
        try {
            if (open()) {
                stack.start((_, _) -> {});
                stack.close();
                adopt();
            }
        } catch (StackFailure | UncheckedIOException e) {
            giveUp(e);
        } finally {
            delete(plan.data());
        }
    }

    private synchronized boolean open() {
        if (!abandoned) {
            delete(plan.data());
            stack = new Stack(plan, caches, Spawner.inBackground());
        }
        return !abandoned;
    }

    private synchronized void adopt() {
        if (!abandoned) {
            caches.adopt();
            console.line("The next start will be quicker.");
        }
    }

    private synchronized void giveUp(RuntimeException cause) {
        if (stack != null) {
            stack.processes().forEach(ChildProcess::kill);
        }
        if (!abandoned) {
            console.line(
                    "Quicker starts could not be prepared (" + cause.getMessage() + "). The next start tries again.");
        }
    }

    /** Ends it at once, done or not. */
    @Override
    public synchronized void close() {
        abandoned = true;
        if (stack != null) {
            stack.processes().forEach(ChildProcess::kill);
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
