package dev.parley.verify.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.verify.check.Evidence.Membership;
import dev.parley.verify.check.Evidence.Source;
import dev.parley.verify.check.Evidence.Telling;
import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.FaultSpan;
import dev.parley.verify.record.MemberChange;
import dev.parley.verify.record.Room;
import dev.parley.verify.record.SocketLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Evidence made by hand: one group of two, in which things go as the test says. */
final class Story {
    static final UUID ADA = new UUID(0, 0xA);
    static final UUID BOB = new UUID(0, 0xB);
    static final UUID ROOM = new UUID(0, 1);

    final List<Attempt> attempts = new ArrayList<>();
    final List<SocketLog> sockets = new ArrayList<>();
    final List<Event> rows = new ArrayList<>();
    final Set<Long> erased = new HashSet<>();
    final List<Telling> tellings = new ArrayList<>();
    final List<Membership> memberships = new ArrayList<>();
    final List<FaultSpan> faults = new ArrayList<>();
    final List<MemberChange> changes = new ArrayList<>();

    static UUID id(int number) {
        return new UUID(7, number);
    }

    /** A message by Ada that was written to her first socket, as the {@code number}th. */
    Attempt sent(int number) {
        var attempt = new Attempt(id(number), ROOM, ADA, "message", words(number), 1_000 + number);
        attempts.add(attempt.written(0, number));
        return attempt;
    }

    static Event message(long seq, int number) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sender", ADA.toString()).put("id", id(number).toString()).put("text", "message " + number);
        return Event.of(ROOM, seq, "message", json);
    }

    static Event empty(long seq) {
        return Event.of(ROOM, seq, "void", JsonNodeFactory.instance.objectNode());
    }

    static Event change(long seq, String kind, UUID user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sender", ADA.toString()).put("id", id(9_000 + (int) seq).toString());
        return Event.of(ROOM, seq, kind, json.put("user", user.toString()));
    }

    private static int words(int number) {
        return Event.content("message " + number, null, false);
    }

    Story stored(Event... events) {
        rows.addAll(List.of(events));
        return this;
    }

    Story told(Source source, Event... events) {
        tellings.add(new Telling(source, BOB, ROOM, List.of(events)));
        return this;
    }

    SocketLog socketOf(UUID user) {
        var socket = new SocketLog(sockets.size(), user, 0);
        sockets.add(socket);
        return socket;
    }

    Evidence evidence() {
        return new Evidence(
                List.of(new Room(ROOM, false, List.of(ADA, BOB))),
                attempts,
                sockets,
                Map.of(ROOM, new Stored(rows, erased)),
                tellings,
                memberships,
                faults,
                changes);
    }

    /** What a check says of it, in its own words. */
    List<String> judgedBy(Check check) {
        return check.violations(evidence()).stream().map(Violation::what).toList();
    }
}
