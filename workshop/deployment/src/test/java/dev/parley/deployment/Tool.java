package dev.parley.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that may be on this machine.
 *
 * @param path null if it is not
 */
record Tool(String path) {
    /** What it said, both streams in one, and how it ended. */
    record Outcome(int code, String output) {}

    /** The program that the variable names, or else the one on the path. */
    static Tool of(String name, String variable) {
        String named = System.getenv(variable);
        Stream<String> places = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name).toString());
        Stream<String> candidates = named == null ? places : Stream.of(named);
        return new Tool(candidates
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null));
    }

    boolean isThere() {
        return path != null;
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
