package dev.parley.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where JVMs find what others have learned of their classes and hot methods (JEP 483, 514 and 515), so that they start in a fraction of the
 * time. A process that makes a cache starts slower than one without, and ends slower still.
 */
public final class StartCaches {
    private enum Use {
        NONE,
        READ,
        MAKE
    }

    private static final String SUFFIX = ".aot";

    /**
     * Without a cache a third of a start's CPU goes to the optimising compiler, most of it for code that is hot only while starting.
     * Four times the usual thresholds leave that out; what is hot for good is compiled some moments later.
     */
    private static final List<String> WITHOUT_CACHE = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private final Use use;
    private final Path directory;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private StartCaches(Use use, Path directory) {
        this.use = use;
        this.directory = directory;
    }

    /** Every start is a first one: for tests, which start many builds once. */
    public static StartCaches none() {
        return new StartCaches(Use.NONE, Path.of(""));
    }

    /** Reads caches in this directory, one a program. */
    public static StartCaches in(Path directory) {
        return new StartCaches(Use.READ, directory);
    }

    /** Makes those caches anew, aside, as its processes end; {@link #adopt} puts them in their place. */
    public StartCaches making() {
        return new StartCaches(Use.MAKE, directory.resolve("new"));
    }

    /** Whether classes must come from jars, as a cache demands. */
    public boolean inUse() {
        return use != Use.NONE;
    }

    /** Whether a program had to do without: it has no cache, or one of another build. */
    public boolean lacking() {
        return !missing.isEmpty();
    }

    /**
     * The JVM's options for one process of a program.
     *
     * @param jar the program's main jar: a cache that is older is of another build
     * @param first whether it is the program's first process: one makes the cache
     */
    public List<String> options(String program, Path jar, boolean first) {
        Path cache = directory.resolve(program + SUFFIX);
        return switch (use) {
            case NONE -> WITHOUT_CACHE;
            case READ -> {
                if (isCurrent(cache, jar)) {
                    yield quietly("-XX:AOTCache=" + cache);
                }
                missing.add(program);
                yield WITHOUT_CACHE;
            }
            case MAKE -> {
                create(directory);
                yield first ? quietly("-XX:AOTCacheOutput=" + cache) : List.of();
            }
        };
    }

    /** Puts the caches that were made, all of them whole, where they are read. */
    public void adopt() {
        try (Stream<Path> made = Files.list(directory)) {
            for (Path cache :
                    made.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
                Path place = directory.resolveSibling(cache.getFileName());
                Files.move(cache, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> quietly(String option) {
        return List.of(option, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    private static boolean isCurrent(Path cache, Path jar) {
        try {
            return Files.exists(cache)
                    && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
