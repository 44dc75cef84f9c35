package dev.parley.verify.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs every mutant, each in a process of its own, and sees to it that each is reported broken. Blocks, for a long time. */
public final class Mutants {
    private static final long LONGEST_MINUTES = 12;
    private static final int BROKEN = 1;

    private final Path root;
    private final Consumer<String> progress;
    private final String only;

    /**
     * Makes it ready.
     *
     * @param root the checkout, built
     * @param only a part of the names of those that are run; empty for all
     */
    public Mutants(Path root, Consumer<String> progress, String only) {
        this.root = root;
        this.progress = progress;
        this.only = only;
    }

    /** Whether every one of them was found. */
    public boolean run() {
        List<Mutant> missed = new ArrayList<>();
        for (Mutant mutant : Mutant.in(root.resolve("workshop/verify/mutants"))) {
            if (mutant.name().contains(only) && !found(mutant)) {
                missed.add(mutant);
            }
        }
        progress.accept(
                missed.isEmpty()
                        ? "every mutant was found"
                        : "NOT FOUND: " + missed.stream().map(Mutant::name).toList());
        return missed.isEmpty();
    }

    private boolean found(Mutant mutant) {
        progress.accept(mutant.name() + ": " + mutant.why());
        var copy = new ScratchCopy(root, root.resolve(".parley/mutants").resolve(mutant.name()));
        try {
            copy.make(mutant);
        } catch (IllegalStateException e) {
            progress.accept("  FAILED: " + e.getMessage());
            return false;
        }
        Path report = root.resolve(".parley/mutants/" + mutant.name() + ".json");
        Path log = root.resolve(".parley/mutants/" + mutant.name() + ".log");
        int status = verify(mutant, copy, report, log);
        copy.delete();
        List<String> broken = Files.exists(report) ? brokenPromises(report) : List.of();
        boolean found = status == BROKEN
                && mutant.breaks().stream()
                        .anyMatch(words -> broken.stream().anyMatch(promise -> promise.contains(words)));
        progress.accept((found ? "  found: " : "  NOT FOUND (status " + status + ", " + log + "): ")
                + String.join("; ", broken));
        return found;
    }

    private int verify(Mutant mutant, ScratchCopy copy, Path report, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dparley.root=" + copy.root(),
                "-Dparley.verify.data=" + root.resolve(".parley/mutants/" + mutant.name() + "-data"),
                "-cp",
                copy.ownClasses() + ":" + System.getProperty("java.class.path"),
                "dev.parley.verify.run.Verify",
                "--json=" + report));
        command.addAll(mutant.arguments());
        try {
            Files.deleteIfExists(report);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<String> brokenPromises(Path report) {
        try {
            List<String> broken = new ArrayList<>();
            JsonNode document = new JsonMapper().readTree(Files.readAllBytes(report));
            for (JsonNode check : document.path("checks")) {
                if (check.path("violations").asInt() > 0) {
                    broken.add(check.path("promise").asText() + " ("
                            + check.path("violations").asInt() + ")");
                }
            }
            document.path("failures").forEach(failure -> broken.add(failure.asText()));
            return broken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
