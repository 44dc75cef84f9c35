package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.Conversation;
import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/** The people of a bench, a socket for each, and the conversations they share. */
final class Cast implements AutoCloseable {
    private static final int CALLS_AT_A_TIME = 4;
    private static final int UPGRADES_AT_A_TIME = 32;

    private final List<Person> people;
    private final List<Room> rooms;
    private final List<LoadSocket> sockets;

    private Cast(List<Person> people, List<Room> rooms, List<LoadSocket> sockets) {
        this.people = List.copyOf(people);
        this.rooms = List.copyOf(rooms);
        this.sockets = List.copyOf(sockets);
    }

    /** Brings everybody together; blocks for as long as that takes. */
    static Cast assemble(Parley parley, Plan plan, PrintWriter out) {
        long began = System.nanoTime();
        List<Person> people = new Accounts(parley).first(plan.people());
        say(out, people.size() + " people are logged in", began);
        List<Room> rooms = new ArrayList<>();
        rooms.addAll(InParallel.of(plan.pairs(), CALLS_AT_A_TIME, number -> pair(people, number)));
        rooms.addAll(InParallel.of(plan.groups(), CALLS_AT_A_TIME, number -> group(people, number, plan.groupSize())));
        say(out, rooms.size() + " conversations are there", began);
        int gateways = parley.gateways().size();
        List<LoadSocket> sockets = InParallel.of(
                people.size(), UPGRADES_AT_A_TIME, number -> LoadSocket.open(people.get(number), number % gateways));
        say(out, sockets.size() + " sockets are open", began);
        return new Cast(people, rooms, sockets);
    }

    List<Room> rooms() {
        return rooms;
    }

    Person person(int number) {
        return people.get(number);
    }

    LoadSocket socket(int number) {
        return sockets.get(number);
    }

    List<LoadSocket> sockets() {
        return sockets;
    }

    private static Room pair(List<Person> people, int number) {
        Person one = people.get(2 * number);
        Person other = people.get(2 * number + 1);
        return new Room(one.directWith(other), List.of(2 * number, 2 * number + 1));
    }

    /** Each group begins where the one before ended, so that all people are in about as many. */
    private static Room group(List<Person> people, int number, int size) {
        List<Integer> members = IntStream.range(0, size)
                .map(i -> (number * size + i) % people.size())
                .boxed()
                .toList();
        Person owner = people.get(members.getFirst());
        String title = "Bench " + number + " of " + size + " in " + people.size();
        UUID conversation = owner.conversations().stream()
                .filter(existing -> title.equals(existing.title()))
                .findFirst()
                .map(Conversation::id)
                .orElseGet(() -> owner.group(
                        title, members.stream().skip(1).map(people::get).toList()));
        return new Room(conversation, members);
    }

    private static void say(PrintWriter out, String what, long began) {
        out.printf(Locale.ROOT, "%s (%.1f s)%n", what, (System.nanoTime() - began) / 1e9);
        out.flush();
    }

    @Override
    public void close() {
        sockets.forEach(LoadSocket::close);
    }
}
