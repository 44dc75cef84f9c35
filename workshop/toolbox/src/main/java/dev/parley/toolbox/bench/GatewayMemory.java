package dev.parley.toolbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How much memory the gateways of a stack on this machine have. */
final class GatewayMemory {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern USED = Pattern.compile(", used (\\d+)K");
    private static final int KILOBYTE = 1_024;

    private final List<Long> gateways;

    GatewayMemory(Map<String, Long> processes) {
        this.gateways = processes.entrySet().stream()
                .filter(process -> process.getKey().startsWith("gateway-service"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Bytes of all gateways together.
     *
     * @param resident what the kernel counts
     * @param heap what is alive in the heaps
     */
    record Reading(long resident, long heap) {}

    /** Whether there is anything to read. */
    boolean isKnown() {
        return !gateways.isEmpty();
    }

    /** Collects garbage first. Blocks until that is done. */
    Reading read() {
        long resident = 0;
        long heap = 0;
        for (long gateway : gateways) {
            command(gateway, "GC.run");
            heap += sum(USED, heapOnly(command(gateway, "GC.heap_info")));
            resident += sum(RESIDENT, status(gateway));
        }
        return new Reading(resident, heap);
    }

    /** Classes are counted behind the heap. */
    private static String heapOnly(String information) {
        int classes = information.indexOf("Metaspace");
        return classes < 0 ? information : information.substring(0, classes);
    }

    private static long sum(Pattern kilobytes, String text) {
        return kilobytes
                .matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)) * KILOBYTE)
                .sum();
    }

    private static String status(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/status"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the memory of process " + pid, e);
        }
    }

    private static String command(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask process " + pid + " for its memory", e);
        }
    }
}
