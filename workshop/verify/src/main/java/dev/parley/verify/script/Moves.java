package dev.parley.verify.script;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.verify.client.Client;
import dev.parley.verify.client.Outgoing;
import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** What people do, one move at a time, chosen by the seed. One thread's. */
final class Moves implements AutoCloseable {
    private static final int MOST_UNANSWERED = 200;
    private static final int REMEMBERED = 2_000;
    private static final String[] EMOJI = {"👍", "❤️", "😂", "🎉"};

    private final SplittableRandom random;
    private final Pen pen;
    private final Map<UUID, Client> byUser;
    private final List<Room> rooms = new ArrayList<>();
    private final SideMoves sides;

    /** Messages said so far, whose authors may change, delete or repeat them. */
    private final List<Said> said = new ArrayList<>();

    private long number;

    private record Said(Room room, Client author, Outgoing outgoing) {}

    Moves(RunPlan plan, Cast cast, Logbook logbook) {
        this.random = new SplittableRandom(plan.seed());
        this.pen = new Pen(random.split(), logbook);
        this.byUser = cast.byUser();
        this.sides = new SideMoves(cast, logbook);
        for (Room room : cast.rooms()) {
            for (int i = 0; i < weight(room); i++) {
                rooms.add(room);
            }
        }
    }

    /** Large rooms are read more than written. */
    private static int weight(Room room) {
        if (room.direct()) {
            return 2;
        }
        return room.founders().size() <= 8 ? 16 : room.founders().size() <= 35 ? 8 : 4;
    }

    void next() {
        Room room = rooms.get(random.nextInt(rooms.size()));
        Client client =
                byUser.get(room.founders().get(random.nextInt(room.founders().size())));
        int dice = random.nextInt(1_000);
        if (client.unanswered() > MOST_UNANSWERED) {
            return;
        }
        if (dice < 720) {
            message(room, client);
        } else if (dice < 780) {
            edit();
        } else if (dice < 800) {
            delete();
        } else if (dice < 880) {
            react(room, client);
        } else if (dice < 970) {
            mark(room, client);
        } else if (dice < 982) {
            burst(room, client);
        } else if (dice < 994) {
            comeBackWithAnOldId();
        } else {
            sides.changeMembers(room, random.nextInt(1 << 16));
        }
    }

    private void message(Room room, Client client) {
        Outgoing outgoing = words(room, client, "message " + ++number);
        client.send(outgoing);
        said.add(new Said(room, client, outgoing));
        if (said.size() > REMEMBERED) {
            said.removeFirst();
        }
    }

    private Outgoing words(Room room, Client client, String text) {
        UUID id = pen.id(client);
        return pen.write(
                room,
                client,
                new Pen.Draft(id, "message", Event.content(text, null, false)),
                socket -> socket.send(id, room.id(), text));
    }

    private void edit() {
        Said before = anyAcked();
        if (before != null) {
            String text = "edited " + ++number;
            UUID id = pen.id();
            target(
                    before,
                    (target, room) -> pen.write(
                            room,
                            before.author(),
                            new Pen.Draft(id, "edit", Event.content(text, null, false)),
                            socket -> socket.edit(id, room.id(), target, text)));
        }
    }

    private void delete() {
        Said before = anyAcked();
        if (before != null) {
            UUID id = pen.id();
            target(
                    before,
                    (target, room) -> pen.write(
                            room,
                            before.author(),
                            new Pen.Draft(id, "delete", Event.content(null, null, false)),
                            socket -> socket.delete(id, room.id(), target)));
        }
    }

    private void react(Room room, Client client) {
        long cursor = client.cursor(room.id());
        if (cursor > 0) {
            long target = cursor - random.nextInt((int) Math.min(cursor, 20));
            String emoji = EMOJI[random.nextInt(EMOJI.length)];
            boolean remove = random.nextInt(4) == 0;
            UUID id = pen.id();
            client.send(pen.write(
                    room,
                    client,
                    new Pen.Draft(id, "reaction", Event.content(null, emoji, remove)),
                    socket -> socket.react(id, room.id(), target, emoji, remove)));
        }
    }

    private void mark(Room room, Client client) {
        long cursor = client.cursor(room.id());
        LiveSocket socket = client.socket();
        if (cursor > 0 && client.connected() && !client.hasLeft(room.id())) {
            if (random.nextBoolean()) {
                socket.read(room.id(), cursor);
            } else {
                socket.received(room.id(), cursor);
            }
        }
    }

    /** The same id 2 to 50 times, over both gateways at once. */
    private void burst(Room room, Client client) {
        Outgoing outgoing = words(room, client, "burst " + ++number);
        outgoing.attempt().asBurst();
        sides.burst(client, outgoing, 2 + random.nextInt(49));
    }

    /** Somebody who never noticed his ack sends the same id again, long after. */
    private void comeBackWithAnOldId() {
        Said before = anyAcked();
        if (before != null && before.author().connected()) {
            before.outgoing().attempt().asBurst();
            before.author().send(before.outgoing());
        }
    }

    private Said anyAcked() {
        if (said.isEmpty()) {
            return null;
        }
        Said one = said.get(random.nextInt(said.size()));
        return one.outgoing().attempt().isAcked() ? one : null;
    }

    private interface Aimed {
        Outgoing at(long target, Room room);
    }

    /** The author looks where his message stands, and does something about it. */
    private static void target(Said before, Aimed aimed) {
        UUID id = before.outgoing().attempt().id();
        before.author().events(before.room().id()).reversed().stream()
                .limit(500)
                .filter(event -> id.equals(event.id()) && event.isMessage())
                .findFirst()
                .ifPresent(event -> before.author().send(aimed.at(event.seq(), before.room())));
    }

    @Override
    public void close() {
        sides.close();
    }
}
