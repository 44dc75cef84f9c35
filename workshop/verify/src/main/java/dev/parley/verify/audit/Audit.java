package dev.parley.verify.audit;

import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Conversation;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.Refused;
import dev.parley.verify.check.Evidence;
import dev.parley.verify.check.Evidence.Membership;
import dev.parley.verify.check.Evidence.Source;
import dev.parley.verify.check.Evidence.Telling;
import dev.parley.verify.check.Stored;
import dev.parley.verify.client.Client;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.Room;
import dev.parley.verify.script.Cast;
import dev.parley.verify.script.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Gathers the evidence when the talk is over. Blocks, for minutes after a long run. */
public final class Audit {
    private static final long REST_SECONDS = 90;
    private static final int HISTORIES_OF_A_ROOM = 4;
    private static final int FRESH_CLIENTS = 8;

    private final Cast cast;
    private final Logbook logbook;
    private final Database database;
    private final RecentWatch recent;
    private final FreshClients fresh;
    private final Consumer<String> progress;

    /** @param recent closed by whoever made it */
    public Audit(
            Cast cast,
            Logbook logbook,
            Database database,
            RecentWatch recent,
            FreshClients fresh,
            Consumer<String> progress) {
        this.cast = cast;
        this.logbook = logbook;
        this.database = database;
        this.recent = recent;
        this.fresh = fresh;
        this.progress = progress;
    }

    /** Waits until everything has come to rest, and reads it. */
    public Evidence gather() {
        if (!Script.await(REST_SECONDS, this::atRest)) {
            progress.accept(
                    "not everything has arrived after " + REST_SECONDS + " s; the checks will say what is missing");
        }
        Map<UUID, Stored> stored = new HashMap<>();
        cast.rooms().forEach(room -> stored.put(room.id(), database.rows(room.id())));
        progress.accept("comparing "
                + stored.values().stream().mapToLong(Stored::lastSeq).sum() + " events");
        Map<Room, List<Client>> members = new HashMap<>();
        cast.rooms().forEach(room -> members.put(room, membersOf(room, stored.get(room.id()))));
        List<Telling> tellings = new ArrayList<>();
        members.forEach((room, inside) -> tell(room, inside, tellings));
        tellings.addAll(recent.tell());
        tellings.addAll(fresh.tell(chosen(), members, stored));
        return new Evidence(
                cast.rooms(),
                logbook.attempts(),
                logbook.sockets(),
                stored,
                tellings,
                memberships(members),
                logbook.faults(),
                logbook.changes());
    }

    private boolean atRest() {
        Map<UUID, Long> heads = database.heads();
        return !heads.isEmpty()
                && cast.rooms().stream().allMatch(room -> atRest(room, heads.getOrDefault(room.id(), 0L)));
    }

    private boolean atRest(Room room, long head) {
        Map<UUID, Client> byUser = cast.byUser();
        return room.founders().stream()
                .map(byUser::get)
                .allMatch(client -> client.hasLeft(room.id()) || client.cursor(room.id()) == head);
    }

    /** Who is in at the end, as the conversation's own events say. */
    private List<Client> membersOf(Room room, Stored stored) {
        Map<UUID, Client> byUser = cast.byUser();
        return room.founders().stream()
                .filter(user -> stored.isMemberAtEnd(user))
                .map(byUser::get)
                .toList();
    }

    private void tell(Room room, List<Client> members, List<Telling> tellings) {
        for (Client member : members) {
            tellings.add(new Telling(Source.CLIENT, member.user(), room.id(), member.events(room.id())));
        }
        members.stream()
                .limit(HISTORIES_OF_A_ROOM)
                .forEach(member -> tellings.add(
                        new Telling(Source.HISTORY, member.user(), room.id(), history(member, room.id()))));
    }

    /** Empty where a member is refused his history, which the checks then find. */
    private List<Event> history(Client member, UUID conversation) {
        List<Event> events = new ArrayList<>();
        try {
            for (ChatEvent event : member.identity().person().history(conversation, 0)) {
                events.add(logbook.same(Event.of(conversation, event.seq(), event.kind(), event.json())));
            }
        } catch (Refused refusal) {
            progress.accept("a history was refused: " + refusal.getMessage());
        }
        return events;
    }

    private List<Client> chosen() {
        List<Client> all = cast.clients();
        int step = Math.max(1, all.size() / FRESH_CLIENTS);
        List<Client> chosen = new ArrayList<>();
        for (int i = 0; i < all.size() && chosen.size() < FRESH_CLIENTS; i += step) {
            chosen.add(all.get(i));
        }
        return chosen;
    }

    private List<Membership> memberships(Map<Room, List<Client>> members) {
        List<Membership> memberships = new ArrayList<>();
        for (Client client : cast.clients()) {
            Person person = client.identity().person();
            for (Conversation conversation : person.conversations()) {
                Conversation.Member own = conversation.members().get(person.id());
                if (own != null && isOfTheRun(members, conversation.id())) {
                    memberships.add(
                            new Membership(conversation.id(), person.id(), conversation.unread(), own.readSeq()));
                }
            }
        }
        return memberships;
    }

    private static boolean isOfTheRun(Map<Room, List<Client>> members, UUID conversation) {
        return members.keySet().stream().anyMatch(room -> room.id().equals(conversation));
    }
}
