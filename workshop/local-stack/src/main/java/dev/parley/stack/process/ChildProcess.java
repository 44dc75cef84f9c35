package dev.parley.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A program of the stack, which can be started again after it ended. Not for use by several threads at once. */
public final class ChildProcess {
    private static final Duration PROBE_EVERY = Duration.ofMillis(200);

    private final Spawner spawner;
    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Signal stopSignal;
    private final Path log;
    private Process process;

    public ChildProcess(
            Spawner spawner,
            String name,
            List<String> command,
            Map<String, String> environment,
            Signal stopSignal,
            Path log) {
        this.spawner = spawner;
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.stopSignal = stopSignal;
        this.log = log;
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** The process id, or -1 before the first start. */
    public long pid() {
        return process == null ? -1 : process.pid();
    }

    public boolean alive() {
        return process != null && process.isAlive();
    }

    /** Starts the program; it may take a while to be of use. */
    public void start() {
        if (alive()) {
            throw new IllegalStateException(name + " runs already");
        }
        var builder = new ProcessBuilder(new java.util.ArrayList<>(command));
        builder.environment().putAll(environment);
        process = spawner.spawn(builder, stopSignal, log);
    }

    /**
     * Waits until the probe says yes.
     *
     * @throws StackFailure if the program ends or the time is up before
     */
    public void await(BooleanSupplier ready, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            if (!alive()) {
                throw new StackFailure(
                        name + " ended by itself (status " + process.exitValue() + ")", log, lastLines(20));
            }
            if (System.nanoTime() > deadline) {
                throw new StackFailure(name + " is not ready after " + atMost.toSeconds() + " s", log, lastLines(20));
            }
            pause();
        }
    }

    /** Waits until the program has ended by itself, and kills it if it has not by then. */
    public void awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the program to end, waits, and kills it if it does not. */
    public void stop(Duration atMost) {
        if (!alive()) {
            return;
        }
        signal(stopSignal);
        awaitEnd(atMost);
    }

    /** Ends the program and all it has started, without a warning, as a power cut would, and waits until they are gone. */
    public void kill() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    /** Sends a signal to the running program. */
    public void signal(Signal signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + signal + " to " + name, e);
        }
    }

    /** The end of the program's log. */
    public List<String> lastLines(int count) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of("(its log cannot be read: " + e.getMessage() + ")");
        }
    }

    private void pause() {
        try {
            Thread.sleep(PROBE_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for " + name, log, List.of());
        }
    }
}
