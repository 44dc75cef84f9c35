package dev.parley.verify.attack;

import dev.parley.stack.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks once a second at how much memory processes have, and whether they are still the same ones. */
final class ServiceMemory {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([mg])");
    private static final long KILOBYTE = 1_024;
    private static final long MEGABYTE = 1_024 * KILOBYTE;

    /** What a JVM of ours may have beside its heap: classes, code, threads, buffers of the network. */
    private static final long BESIDE_THE_HEAP = 320 * MEGABYTE;

    private final Map<String, Reading> readings = new TreeMap<>();
    private List<ChildProcess> processes = List.of();
    private Thread thread;

    /**
     * What one process had.
     *
     * @param first bytes in the beginning
     * @param most bytes at any time
     * @param limit bytes that it may have
     * @param survived whether it is the process that it was
     */
    record Reading(String name, long pid, long first, long most, long limit, boolean survived) {
        boolean holds() {
            return survived && most <= limit;
        }
    }

    void watch(List<ChildProcess> all) {
        processes = List.copyOf(all);
        for (ChildProcess process : processes) {
            long now = resident(process.pid());
            readings.put(
                    process.name(), new Reading(process.name(), process.pid(), now, now, limit(process.pid()), true));
        }
        thread = Thread.ofVirtual().name("memory").start(this::live);
    }

    void stop() {
        thread.interrupt();
    }

    synchronized List<Reading> readings() {
        return List.copyOf(readings.values());
    }

    private void live() {
        try {
            while (true) {
                Thread.sleep(TICK);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        for (ChildProcess process : processes) {
            readings.computeIfPresent(process.name(), (name, before) -> {
                boolean same = process.alive() && process.pid() == before.pid();
                long most = same ? Math.max(before.most(), resident(before.pid())) : before.most();
                return new Reading(name, before.pid(), before.first(), most, before.limit(), before.survived() && same);
            });
        }
    }

    /** 0 if it is gone. */
    private static long resident(long pid) {
        Matcher resident = RESIDENT.matcher(read(pid, "status"));
        return resident.find() ? Long.parseLong(resident.group(1)) * KILOBYTE : 0;
    }

    private static long limit(long pid) {
        Matcher heap =
                HEAP.matcher(read(pid, "cmdline").toLowerCase(Locale.ROOT).replace("-xmx", "-Xmx"));
        if (!heap.find()) {
            return Long.MAX_VALUE;
        }
        long unit = "g".equals(heap.group(2)) ? KILOBYTE * MEGABYTE : MEGABYTE;
        return Long.parseLong(heap.group(1)) * unit + BESIDE_THE_HEAP;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException gone) {
            return "";
        }
    }
}
