package dev.parley.verify.mutant;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A checkout in which one mutant lives: everything is linked to the real one but the packaged service it changes, whose classes
 * are compiled anew, those of the changed files only. The real checkout is never written to.
 */
final class ScratchCopy {
    private static final String OWN_MODULE = "workshop/verify";

    private final Path root;
    private final Path scratch;

    ScratchCopy(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    Path root() {
        return scratch;
    }

    /** Classes to be put before those of this program: where the mutant is one of its own. */
    Path ownClasses() {
        return scratch.resolve("own-classes");
    }

    /**
     * Makes the copy.
     *
     * @throws IllegalStateException if the mutant does not apply any more, or does not compile
     */
    void make(Mutant mutant) {
        try {
            delete(scratch);
            Set<Path> modules = mutant.edits().stream()
                    .map(edit -> moduleOf(edit.file()))
                    .collect(Collectors.toCollection(TreeSet::new));
            link(modules);
            for (Path module : modules) {
                Path classes = compile(module, mutant);
                if (!module.equals(Path.of(OWN_MODULE))) {
                    replaceIn(repackaged(module), classes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the scratch copy cannot be made", e);
        }
    }

    void delete() {
        try {
            delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path moduleOf(Path file) {
        return file.startsWith("workshop") ? file.subpath(0, 2) : file.getName(0);
    }

    private void link(Set<Path> modules) throws IOException {
        Files.createDirectories(scratch);
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                Path name = root.relativize(entry);
                if (!modules.contains(name)) {
                    Files.createSymbolicLink(scratch.resolve(name), entry);
                }
            }
        }
    }

    private Path compile(Path module, Mutant mutant) throws IOException {
        Path classes = Files.createDirectories(
                module.equals(Path.of(OWN_MODULE)) ? ownClasses() : scratch.resolve("classes-of-" + module));
        Path sources = Files.createDirectories(scratch.resolve("sources"));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-parameters", "-nowarn", "-d", classes.toString(), "-cp", classPath(module)));
        for (Path file : filesOf(module, mutant)) {
            String source = Files.readString(root.resolve(file));
            for (Mutant.Edit edit : mutant.edits()) {
                source = edit.file().equals(file) ? edit.applyTo(source) : source;
            }
            Path changed = sources.resolve(file);
            Files.createDirectories(changed.getParent());
            Files.writeString(changed, source);
            arguments.add(changed.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var task = compiler.getTask(
                messages,
                null,
                null,
                arguments.stream().filter(one -> !one.endsWith(".java")).toList(),
                null,
                compiler.getStandardFileManager(null, Locale.ROOT, null)
                        .getJavaFileObjectsFromStrings(arguments.stream()
                                .filter(one -> one.endsWith(".java"))
                                .toList()));
        if (!task.call()) {
            throw new IllegalStateException("the mutant does not compile:\n" + messages);
        }
        return classes;
    }

    private static Set<Path> filesOf(Path module, Mutant mutant) {
        return mutant.edits().stream()
                .map(Mutant.Edit::file)
                .filter(file -> file.startsWith(module))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String classPath(Path module) throws IOException {
        if (module.equals(Path.of(OWN_MODULE))) {
            return System.getProperty("java.class.path");
        }
        Path target = root.resolve(module).resolve("target");
        try (Stream<Path> jars = Files.walk(target.resolve("quarkus-app/lib"))) {
            return Stream.concat(
                            Stream.of(target.resolve("classes")),
                            jars.filter(jar -> jar.toString().endsWith(".jar")))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
    }

    /** The packaged service again, file by file; big ones as links to the same bytes. */
    private Path repackaged(Path module) throws IOException {
        Path from = root.resolve(module).resolve("target/quarkus-app");
        Path to = scratch.resolve(module).resolve("target/quarkus-app");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.startsWith(from.resolve("app")) || file.startsWith(from.resolve("quarkus"))) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
        return to;
    }

    private static void replaceIn(Path app, Path classes) throws IOException {
        Path jar;
        try (Stream<Path> jars = Files.list(app.resolve("app"))) {
            jar = jars.findFirst().orElseThrow();
        }
        try (FileSystem packaged = FileSystems.newFileSystem(jar);
                FileSystem transformed = FileSystems.newFileSystem(app.resolve("quarkus/transformed-bytecode.jar"));
                Stream<Path> changed = Files.walk(classes)) {
            for (Path file : changed.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                if (Files.exists(transformed.getPath(name))) {
                    throw new IllegalStateException(name + " is rewritten at build time; choose another place");
                }
                Files.copy(file, packaged.getPath(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
