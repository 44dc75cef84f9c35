package dev.parley.toolbox.demo;

import dev.parley.toolbox.bench.StackFile;
import dev.parley.toolbox.client.Conversation;
import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.Refused;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley demo}: people, groups and history in a running stack. Run twice, it finds what is there. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Fills a running stack with a few people, groups and history, and prints the logins.")
public final class Demo implements Callable<Integer> {
    private static final String PASSWORD = "parley-demo";
    private static final int CONFLICT = 409;

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", split = ",", description = "The gateways (those of the running stack, or port 8080).")
    private List<URI> urls;

    @Option(names = "--data", description = "Where the stack keeps its data (.parley/data).")
    private Path data;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<URI> gateways = urls == null ? StackFile.read(data).gateways() : urls;
        Screenplay screenplay = Screenplay.read();
        try (var parley = Parley.at(gateways)) {
            Map<String, Person> people = new LinkedHashMap<>();
            screenplay.people().forEach(name -> people.put(name, enter(parley, name)));
            int played = play(screenplay, people);
            report(out, gateways.getFirst(), screenplay, played);
            return 0;
        }
    }

    private static Person enter(Parley parley, String name) {
        try {
            String displayName = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            return parley.register(name, PASSWORD, displayName);
        } catch (Refused e) {
            if (e.answer().status() != CONFLICT) {
                throw e;
            }
            return parley.login(name, PASSWORD);
        }
    }

    /** Plays what is not there yet; answers how many scenes that were. */
    private static int play(Screenplay screenplay, Map<String, Person> people) {
        Map<Screenplay.Scene, UUID> open = new LinkedHashMap<>();
        for (Screenplay.Scene scene : screenplay.scenes()) {
            UUID conversation = conversation(scene, people);
            Person first = people.get(scene.people().getFirst());
            if (!isPlayed(scene, first.conversation(conversation))) {
                open.put(scene, conversation);
            }
        }
        if (open.isEmpty()) {
            return 0;
        }
        Map<String, Actor> actors = people.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Actor(entry.getValue())));
        try {
            open.forEach((scene, conversation) -> new Performance(actors, conversation).play(scene));
        } finally {
            actors.values().forEach(Actor::close);
        }
        return open.size();
    }

    private static UUID conversation(Screenplay.Scene scene, Map<String, Person> people) {
        Person first = people.get(scene.people().getFirst());
        List<Person> others = scene.people().stream().skip(1).map(people::get).toList();
        if (scene.title() == null) {
            return first.directWith(others.getFirst());
        }
        Optional<Conversation> existing = first.conversations().stream()
                .filter(conversation -> scene.title().equals(conversation.title()))
                .findFirst();
        return existing.map(Conversation::id).orElseGet(() -> first.group(scene.title(), others));
    }

    /** Everything but reading makes an event; a group has events of its own besides. */
    private static boolean isPlayed(Screenplay.Scene scene, Conversation conversation) {
        long events = scene.lines().stream()
                .filter(line -> !(line instanceof Screenplay.Line.Reading))
                .count();
        return conversation.lastSeq() >= events;
    }

    private static void report(PrintWriter out, URI gateway, Screenplay screenplay, int played) {
        if (played == 0) {
            out.println("The demo is there already; nothing was added.");
        } else {
            out.printf(
                    "%d conversations of %d people are new.%n",
                    played, screenplay.people().size());
        }
        out.printf("%nOpen %s and log in as one of them; the password is %s%n", gateway, PASSWORD);
        screenplay.people().forEach(name -> out.println("  " + name));
        out.flush();
    }
}
