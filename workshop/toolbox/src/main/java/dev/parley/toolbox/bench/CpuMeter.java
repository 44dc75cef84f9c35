package dev.parley.toolbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processor time and the context switches of the stack's processes and our own, from {@code /proc}; nothing where
 * there is none.
 */
final class CpuMeter {
    /** The name of the load's own process. */
    static final String SELF = "bench";

    /** The kernel's ticks a second, as {@code /proc} shows them on every Linux. */
    private static final double TICKS = 100;

    private static final Pattern SPACES = Pattern.compile(" ");
    private static final int BEFORE_USER_AND_SYSTEM = 11;
    private static final String VOLUNTARY = "voluntary_ctxt_switches:";
    private static final String INVOLUNTARY = "nonvoluntary_ctxt_switches:";

    private final Map<String, Long> processes;

    CpuMeter(Map<String, Long> processes) {
        this.processes = new LinkedHashMap<>(processes);
        this.processes.put(SELF, ProcessHandle.current().pid());
    }

    /** What a thread's switches had come to. */
    private record Switches(long voluntary, long involuntary) {
        static final Switches NONE = new Switches(0, 0);
    }

    /** What each process had used at an instant, by its name, and each of its threads by its number. */
    record Reading(long at, Map<String, Long> ticks, Map<String, Map<Long, Switches>> switches) {}

    /**
     * What a process used between two readings.
     *
     * @param cores 1.0 is one core all the time
     * @param millisPerThousand milliseconds of processor time for a thousand messages
     * @param voluntarySwitches context switches a message because a thread had to wait
     * @param involuntarySwitches context switches a message because the processor was taken away
     */
    record Part(
            String name,
            double cores,
            double millisPerThousand,
            double voluntarySwitches,
            double involuntarySwitches) {}

    /** A first reading; what it costs itself is not in it, therefore it reads the ticks last. */
    Reading begin() {
        Map<String, Map<Long, Switches>> switches = switches();
        return new Reading(System.nanoTime(), ticks(), switches);
    }

    /** A second reading; what it costs itself is not in it, therefore it reads the ticks first. */
    Reading end() {
        long now = System.nanoTime();
        Map<String, Long> ticks = ticks();
        return new Reading(now, ticks, switches());
    }

    List<Part> between(Reading before, Reading after, long messages) {
        double seconds = (after.at() - before.at()) / 1e9;
        List<Part> parts = new ArrayList<>();
        after.ticks().forEach((name, used) -> {
            Long had = before.ticks().get(name);
            if (had != null) {
                double time = (used - had) / TICKS;
                Switches switches =
                        difference(before.switches().get(name), after.switches().get(name));
                parts.add(new Part(
                        name,
                        time / seconds,
                        messages == 0 ? 0 : time * 1_000_000 / messages,
                        messages == 0 ? 0 : (double) switches.voluntary() / messages,
                        messages == 0 ? 0 : (double) switches.involuntary() / messages));
            }
        });
        return parts;
    }

    /** Of the threads that still are; those that ended in between took their counts with them. */
    private static Switches difference(Map<Long, Switches> before, Map<Long, Switches> after) {
        long voluntary = 0;
        long involuntary = 0;
        for (var thread : after.entrySet()) {
            Switches had = before.getOrDefault(thread.getKey(), Switches.NONE);
            voluntary += thread.getValue().voluntary() - had.voluntary();
            involuntary += thread.getValue().involuntary() - had.involuntary();
        }
        return new Switches(voluntary, involuntary);
    }

    private Map<String, Long> ticks() {
        Map<String, Long> ticks = new LinkedHashMap<>();
        processes.forEach((name, pid) -> {
            long used = ticks(pid);
            if (used >= 0) {
                long children = descendants(pid)
                        .mapToLong(child -> Math.max(0, ticks(child)))
                        .sum();
                ticks.put(name, used + children);
            }
        });
        return ticks;
    }

    private Map<String, Map<Long, Switches>> switches() {
        Map<String, Map<Long, Switches>> all = new HashMap<>();
        processes.forEach((name, pid) -> {
            Map<Long, Switches> threads = new HashMap<>();
            Stream.concat(Stream.of(pid), descendants(pid)).forEach(process -> readThreads(process, threads));
            all.put(name, threads);
        });
        return all;
    }

    /** The children of a process: Postgres works in those. */
    private static Stream<Long> descendants(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
    }

    /** The second field is the program's name in parentheses and may hold anything; those we want come after it. */
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return SPACES.splitAsStream(stat.substring(stat.lastIndexOf(')') + 2))
                    .skip(BEFORE_USER_AND_SYSTEM)
                    .limit(2)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return -1;
        }
    }

    private static void readThreads(long pid, Map<Long, Switches> into) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                into.put(Long.valueOf(thread.getFileName().toString()), read(thread.resolve("status")));
            }
        } catch (IOException | UncheckedIOException e) {
            into.remove(pid);
        }
    }

    /** A thread that has just ended has none. */
    private static Switches read(Path status) {
        long voluntary = 0;
        long involuntary = 0;
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(VOLUNTARY)) {
                    voluntary =
                            Long.parseLong(line.substring(VOLUNTARY.length()).strip());
                } else if (line.startsWith(INVOLUNTARY)) {
                    involuntary =
                            Long.parseLong(line.substring(INVOLUNTARY.length()).strip());
                }
            }
        } catch (IOException e) {
            return Switches.NONE;
        }
        return new Switches(voluntary, involuntary);
    }
}
