package dev.parley.stack.command;

import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.Jvm;
import dev.parley.stack.process.Signal;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.process.StartCaches;
import dev.parley.stack.service.Stack;
import dev.parley.stack.service.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Makes start caches beside a running stack: a second one, at the lowest priority, starts, carries messages for a while
 * and ends. So neither the first start nor the first stop of a build has to wait for them, and what is learned is which
 * methods are hot under load, not only those that are while starting.
 */
final class Training implements AutoCloseable {
    private static final Duration LOAD_AT_MOST = Duration.ofMinutes(2);
    private static final List<String> LOAD =
            List.of("--pairs", "40", "--rate", "300", "--seconds", "30", "--warm-up", "2", "--no-audit");

    private final StackPlan plan;
    private final StartCaches caches;
    private final Console console;
    private Stack stack;
    private ChildProcess load;
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
                carryMessages();
                stack.close();
                adopt();
            }
        } catch (StackFailure | UncheckedIOException e) {
            giveUp(e);
        } finally {
            delete(plan.data());
        }
    }

    /** A load that fails has taught something all the same. */
    private void carryMessages() {
        RunFile.of(stack).write(plan.data());
        if (beginLoad()) {
            load.awaitEnd(LOAD_AT_MOST);
        }
    }

    private synchronized boolean beginLoad() {
        if (!abandoned) {
            Path toolbox = plan.root().resolve("workshop/toolbox/target");
            List<String> command = new ArrayList<>(List.of(
                    Jvm.program().toString(),
                    "-cp",
                    toolbox.resolve("classes") + ":" + toolbox.resolve("lib") + "/*",
                    "dev.parley.toolbox.Toolbox",
                    "bench",
                    "--data",
                    plan.data().toString()));
            command.addAll(LOAD);
            Path log = plan.data().resolve("logs/load.log");
            load = new ChildProcess(Spawner.inBackground(), "load", command, Map.of(), Signal.TERM, log);
            load.start();
        }
        return !abandoned;
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
        kill();
        if (!abandoned) {
            console.line(
                    "Quicker starts could not be prepared (" + cause.getMessage() + "). The next start tries again.");
        }
    }

    /** Ends it at once, done or not. */
    @Override
    public synchronized void close() {
        abandoned = true;
        kill();
    }

    private void kill() {
        if (load != null) {
            load.kill();
        }
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
