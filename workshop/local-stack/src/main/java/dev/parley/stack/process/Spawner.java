package dev.parley.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts programs from one thread that lives as long as the JVM. Linux sends a child its "parent died" signal when the
 * <em>thread</em> that forked it ends, so a child tied to this JVM must come from such a thread.
 */
public final class Spawner {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final List<String> prefix;
    private final List<String> prefixOfYielding;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("spawner").daemon().factory());

    /** Its programs have the priority of this one. */
    public Spawner() {
        this(List.of(), List.of());
    }

    private Spawner(List<String> prefix, List<String> prefixOfYielding) {
        this.prefix = prefix;
        this.prefixOfYielding = prefixOfYielding;
    }

    /** The same, except that the programs of its {@link #yielding} one have a lower priority. */
    public static Spawner withPriorities() {
        return new Spawner(List.of(), nice(5));
    }

    /** Its programs get what time others leave. */
    public static Spawner inBackground() {
        return new Spawner(nice(19), nice(19));
    }

    private static List<String> nice(int priority) {
        return List.of("nice", "-n", Integer.toString(priority));
    }

    /** For programs that can wait where the processor is short: they fall behind a little, and catch up. */
    public Spawner yielding() {
        return new Spawner(prefixOfYielding, prefixOfYielding);
    }

    /**
     * Starts a program whose output goes to {@code log} (appended) and which gets {@code signal} if this JVM dies.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    Process spawn(ProcessBuilder program, Signal signal, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            program.command(tied(program.command(), signal));
            program.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            program.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            return thread.submit(program::start).get();
        } catch (ExecutionException e) {
            throw new UncheckedIOException(
                    "cannot start " + program.command().getFirst(), new IOException(e.getCause()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + program.command(), e);
        }
    }

    /** Where there is no setpriv (macOS), a kill -9 of the launcher leaves its children behind. */
    private List<String> tied(List<String> command, Signal signal) {
        var tied = new ArrayList<String>();
        // "unshare" must come first: entering a user namespace would clear the signal again.
        int split = command.getFirst().endsWith("unshare") ? 2 : 0;
        tied.addAll(command.subList(0, split));
        if (Files.isExecutable(SETPRIV)) {
            tied.addAll(List.of(SETPRIV.toString(), "--pdeathsig", signal.name(), "--"));
        }
        tied.addAll(prefix);
        tied.addAll(command.subList(split, command.size()));
        return tied;
    }
}
