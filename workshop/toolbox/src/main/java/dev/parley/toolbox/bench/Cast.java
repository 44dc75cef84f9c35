package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.Conversation;
import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The people of a bench, a socket for each, the conversations they share, and the idle sockets. For one thread. */
final class Cast implements AutoCloseable {
    private static final int CALLS_AT_A_TIME = 4;
    private static final int UPGRADES_AT_A_TIME = 32;

    /** A token of 10 minutes then lasts for the longest run. */
    private static final long RENEW_AFTER_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Audience audience;
    private final List<Person> people;
    private final List<Room> rooms;
    private final LoadClient client;
    private final List<URI> gateways;
    private final List<LoadSocket> sockets;
    private List<LoadSocket> idle = List.of();
    private long tokensSince = System.nanoTime();

    private Cast(Audience audience, List<Person> people, List<Room> rooms, LoadClient client, List<URI> gateways) {
        this.audience = audience;
        this.people = List.copyOf(people);
        this.rooms = List.copyOf(rooms);
        this.client = client;
        this.gateways = gateways;
        this.sockets = InParallel.of(audience.people(), UPGRADES_AT_A_TIME, number -> open(number, number));
        follow();
    }

    /** Brings everybody together; blocks for as long as that takes. */
    static Cast assemble(Parley parley, LoadClient client, Accounts accounts, Audience audience, PrintWriter out) {
        long began = System.nanoTime();
        List<Person> people = accounts.first(audience.people() + audience.idlePeople());
        say(out, people.size() + " people are logged in", began);
        List<Person> active = people.subList(0, audience.people());
        List<Room> rooms = new ArrayList<>();
        rooms.addAll(InParallel.of(audience.pairs(), CALLS_AT_A_TIME, number -> pair(active, number)));
        rooms.addAll(InParallel.of(
                audience.groups(), CALLS_AT_A_TIME, number -> group(active, number, audience.groupSize())));
        say(out, rooms.size() + " conversations are there", began);
        var cast = new Cast(audience, people, rooms, client, parley.gateways());
        say(out, cast.sockets.size() + " sockets are open", began);
        return cast;
    }

    private LoadSocket open(int socket, int person) {
        return client.open(
                        gateways.get(socket % gateways.size()),
                        people.get(person).accessToken())
                .join();
    }

    /** Opens the idle sockets and says what they cost. Blocks until all are open. */
    IdleCost openIdle(GatewayMemory memory) {
        GatewayMemory.Reading before = memory.read();
        int first = audience.people();
        idle = InParallel.of(
                audience.idle(), UPGRADES_AT_A_TIME, number -> open(number, first + number % audience.idlePeople()));
        return new IdleCost(idle.size(), before, memory.read());
    }

    List<Room> rooms() {
        return rooms;
    }

    List<Person> people() {
        return people;
    }

    /** The socket of a person, idle ones apart. */
    LoadSocket socket(int person) {
        return sockets.get(person);
    }

    /** All but the idle ones. */
    List<LoadSocket> sockets() {
        return sockets;
    }

    List<LoadLoop> loops() {
        return client.loops();
    }

    /** Has every socket report to this tally from now on. */
    void reportTo(Tally tally) {
        client.onEachLoop(() -> Stream.concat(sockets.stream(), idle.stream())
                .filter(LoadSocket::isOnThisThread)
                .forEach(socket -> socket.reportTo(tally)));
    }

    /** Ends a run: whatever comes from now on counts nowhere, and what the loops counted can be read. */
    void reportToNobody() {
        reportTo(client.nothing());
    }

    /** Gives every socket a fresh token, if those they have are getting old. Blocks until they are sent. */
    void renewTokens() {
        if (System.nanoTime() - tokensSince < RENEW_AFTER_NANOS) {
            return;
        }
        tokensSince = System.nanoTime();
        InParallel.of(
                people.size(), CALLS_AT_A_TIME, number -> people.get(number).refresh());
        for (int number = 0; number < sockets.size(); number++) {
            sendToken(sockets.get(number), people.get(number));
        }
        for (int number = 0; number < idle.size(); number++) {
            sendToken(idle.get(number), people.get(audience.people() + number % audience.idlePeople()));
        }
    }

    private static void sendToken(LoadSocket socket, Person person) {
        String token = person.accessToken();
        socket.loop().execute(() -> socket.sendToken(token));
    }

    /** Each socket follows the conversations that its user writes in. */
    private void follow() {
        client.onEachLoop(() -> {
            for (Room room : rooms) {
                for (int member = 0; member < room.members().size(); member++) {
                    LoadSocket socket = sockets.get(room.members().get(member));
                    if (socket.isOnThisThread()) {
                        socket.follow(room.conversation(), member);
                    }
                }
            }
        });
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
        Stream.concat(sockets.stream(), idle.stream())
                .forEach(socket -> socket.loop().execute(socket::close));
    }
}
