package dev.parley.toolbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said in which conversation; how it is written down stands at the head of the file. */
record Screenplay(List<Scene> scenes) {
    private static final String FILE = "/demo/screenplay.txt";
    private static final Pattern SCENE = Pattern.compile("== ([^|]+?)(?: \\| (.+))?");
    private static final Pattern MESSAGE = Pattern.compile("(\\w+)(?: > (\\d+))?: (.+)");
    private static final Pattern EDIT = Pattern.compile("(\\w+) edit (\\d+): (.+)");
    private static final Pattern REACTION = Pattern.compile("(\\w+) react (\\d+): (.+)");
    private static final Pattern DELETION = Pattern.compile("(\\w+) delete (\\d+)");
    private static final Pattern READING = Pattern.compile("(\\w+) read");
    private static final Pattern COMMA = Pattern.compile(", *");

    Screenplay {
        scenes = List.copyOf(scenes);
    }

    /** A conversation: direct if {@code title} is null. The first of the people opens it. */
    record Scene(List<String> people, String title, List<Line> lines) {}

    /** One thing that somebody does. Messages are named by their place among the messages of the scene, from 1. */
    sealed interface Line {
        String who();

        /** {@code answers}: a message, or 0. */
        record Message(String who, int answers, String text) implements Line {}

        record Edit(String who, int message, String text) implements Line {}

        record Reaction(String who, int message, String emoji) implements Line {}

        record Deletion(String who, int message) implements Line {}

        record Reading(String who) implements Line {}
    }

    static Screenplay read() {
        try (var in = Screenplay.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE);
            }
            return parse(new String(in.readAllBytes(), UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Screenplay parse(List<String> text) {
        List<Scene> scenes = new ArrayList<>();
        for (String line : text) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher scene = SCENE.matcher(line);
            if (scene.matches()) {
                scenes.add(new Scene(List.of(COMMA.split(scene.group(1))), scene.group(2), new ArrayList<>()));
            } else {
                scenes.getLast().lines().add(line(line));
            }
        }
        return new Screenplay(scenes);
    }

    List<String> people() {
        return scenes.stream()
                .flatMap(scene -> scene.people().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Line line(String text) {
        Matcher edit = EDIT.matcher(text);
        if (edit.matches()) {
            return new Line.Edit(edit.group(1), Integer.parseInt(edit.group(2)), edit.group(3));
        }
        Matcher reaction = REACTION.matcher(text);
        if (reaction.matches()) {
            return new Line.Reaction(reaction.group(1), Integer.parseInt(reaction.group(2)), reaction.group(3));
        }
        Matcher deletion = DELETION.matcher(text);
        if (deletion.matches()) {
            return new Line.Deletion(deletion.group(1), Integer.parseInt(deletion.group(2)));
        }
        Matcher reading = READING.matcher(text);
        if (reading.matches()) {
            return new Line.Reading(reading.group(1));
        }
        Matcher message = MESSAGE.matcher(text);
        if (message.matches()) {
            int answers = message.group(2) == null ? 0 : Integer.parseInt(message.group(2));
            return new Line.Message(message.group(1), answers, message.group(3));
        }
        throw new IllegalArgumentException("not a line of a screenplay: " + text);
    }
}
