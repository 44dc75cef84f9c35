package dev.parley.toolbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The processor time of the stack's processes and our own, from {@code /proc}; nothing where there is none. */
final class CpuMeter {
    /** The kernel's ticks a second, as {@code /proc} shows them on every Linux. */
    private static final double TICKS = 100;

    private static final String SELF = "bench";
    private static final Pattern SPACES = Pattern.compile(" ");
    private static final int BEFORE_USER_AND_SYSTEM = 11;

    private final Map<String, Long> processes;

    CpuMeter(Map<String, Long> processes) {
        this.processes = new LinkedHashMap<>(processes);
        this.processes.put(SELF, ProcessHandle.current().pid());
    }

    /** The ticks each process had used at an instant. */
    record Reading(long at, Map<String, Long> ticks) {}

    Reading read() {
        Map<String, Long> ticks = new LinkedHashMap<>();
        processes.forEach((name, pid) -> {
            long used = ticksOfAll(pid);
            if (used >= 0) {
                ticks.put(name, used);
            }
        });
        return new Reading(System.nanoTime(), ticks);
    }

    /** Cores in use between two readings: 1.0 is one core all the time. */
    Map<String, Double> between(Reading before, Reading after) {
        double seconds = (after.at() - before.at()) / 1e9;
        Map<String, Double> cores = new LinkedHashMap<>();
        after.ticks().forEach((name, used) -> {
            Long had = before.ticks().get(name);
            if (had != null) {
                cores.put(name, (used - had) / TICKS / seconds);
            }
        });
        return cores;
    }

    /** With its children: Postgres works in those. */
    private static long ticksOfAll(long pid) {
        long own = ticks(pid);
        return own < 0
                ? own
                : ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(child -> Math.max(0, ticks(child.pid())))
                        .reduce(own, Long::sum);
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
}
