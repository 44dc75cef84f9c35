package dev.parley.verify.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A known mistake, as a file describes it: lines {@code why:}, {@code arguments:} (of the run that must find it), {@code breaks:} (words of the promises, between bars, one of which must be reported
 * broken: a run that fails for another reason has not found it), and then, for
 * each place, {@code file:}, {@code --- before} and {@code --- after} with the lines themselves.
 *
 * @param arguments for {@code verify}
 */
record Mutant(String name, String why, List<String> arguments, List<String> breaks, List<Edit> edits) {
    private static final String SUFFIX = ".mutant";

    /** {@code before} must stand in the file exactly once. */
    record Edit(Path file, String before, String after) {
        String applyTo(String source) {
            int at = source.indexOf(before);
            if (at < 0 || source.indexOf(before, at + 1) >= 0) {
                throw new IllegalStateException(
                        (at < 0 ? "these lines are no longer in " : "these lines stand twice in ") + file + ":\n"
                                + before);
            }
            return source.substring(0, at) + after + source.substring(at + before.length());
        }
    }

    /** All mutants of a directory, by name. */
    static List<Mutant> in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Mutant::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private static Mutant read(Path file) {
        try {
            String name = file.getFileName().toString();
            return parse(name.substring(0, name.length() - SUFFIX.length()), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static Mutant parse(String name, List<String> lines) {
        String why = "";
        List<String> arguments = List.of();
        List<String> breaks = List.of();
        List<Edit> edits = new ArrayList<>();
        Path target = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("why: ")) {
                why = line.substring(5);
            } else if (line.startsWith("arguments: ")) {
                arguments = List.of(line.substring(11).split(" ", -1));
            } else if (line.startsWith("breaks: ")) {
                breaks = List.of(line.substring(8).split("\\|", -1));
            } else if (line.startsWith("file: ")) {
                target = Path.of(line.substring(6));
            } else if (line.equals("--- before")) {
                int after = next(lines, i, "--- after");
                int end = next(lines, after, "file: ");
                edits.add(new Edit(
                        target,
                        String.join("\n", lines.subList(i + 1, after)),
                        String.join("\n", lines.subList(after + 1, end))));
                i = end - 1;
            }
        }
        return new Mutant(name, why, arguments, breaks, List.copyOf(edits));
    }

    private static int next(List<String> lines, int from, String beginning) {
        for (int i = from + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(beginning)) {
                return i;
            }
        }
        return lines.size();
    }
}
