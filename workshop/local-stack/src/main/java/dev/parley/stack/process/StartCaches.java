package dev.parley.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where JVMs leave what they have learned of their classes and hot methods (JEP 483, 514 and 515), so that the next start takes a fraction
 * of the time. A program without a cache, or with one older than its jar, makes one as it ends, which takes it some seconds.
 */
public final class StartCaches {
    private final Optional<Path> directory;

    private StartCaches(Optional<Path> directory) {
        this.directory = directory;
    }

    /** Every start is a first one: for tests, whose processes should end at once. */
    public static StartCaches none() {
        return new StartCaches(Optional.empty());
    }

    /** Caches in this directory, one a program. */
    public static StartCaches in(Path directory) {
        return new StartCaches(Optional.of(directory));
    }

    /** Whether classes must come from jars, as a cache demands. */
    public boolean inUse() {
        return directory.isPresent();
    }

    /**
     * The JVM's options for one process of a program.
     *
     * @param jar the program's main jar: a cache that is older is of another build
     * @param learns whether this process may be the one that makes the cache; only one at a time should
     */
    public List<String> options(String program, Path jar, boolean learns) {
        return directory
                .map(in -> options(in.resolve(program + ".aot"), jar, learns))
                .orElse(List.of());
    }

    private static List<String> options(Path cache, Path jar, boolean learns) {
        if (isCurrent(cache, jar)) {
            return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
        }
        return learns ? List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    private static boolean isCurrent(Path cache, Path jar) {
        try {
            if (!Files.exists(cache)) {
                Files.createDirectories(cache.getParent());
                return false;
            }
            return Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
