package dev.parley.verify.client;

import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.Refused;
import dev.parley.toolbox.client.ServerFrame;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.Logbook;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The reading half of a client: a cursor for each conversation, and the asking for what is missing, as the contract tells
 * clients to. Safe on any thread.
 */
final class Reading {
    private static final long AGAIN_AFTER = 300;
    private static final long UNANSWERED_AFTER = 5_000;

    private final Identity identity;
    private final Logbook logbook;
    private final Later later;
    private final Map<UUID, RoomLog> rooms = new HashMap<>();
    private final Set<UUID> left = new HashSet<>();

    Reading(Identity identity, Logbook logbook, Later later) {
        this.identity = identity;
        this.logbook = logbook;
        this.later = later;
    }

    /** Asks a fresh socket for everything that may be missing. */
    synchronized void askForAll(LiveSocket socket) {
        rooms.values().forEach(room -> room.asking(null));
        Map<UUID, Long> cursors = new HashMap<>();
        rooms.forEach((id, room) -> {
            if (!left.contains(id)) {
                cursors.put(id, room.cursor());
            }
        });
        socket.sync(cursors, true);
    }

    synchronized long cursor(UUID conversation) {
        RoomLog room = rooms.get(conversation);
        return room == null ? 0 : room.cursor();
    }

    synchronized List<Event> events(UUID conversation) {
        RoomLog room = rooms.get(conversation);
        return room == null ? List.of() : new ArrayList<>(room.events());
    }

    synchronized boolean hasLeft(UUID conversation) {
        return left.contains(conversation);
    }

    synchronized void take(LiveSocket from, Event event) {
        RoomLog room = room(event.conversation());
        if (!room.offer(event)) {
            ask(from, event.conversation(), room);
        }
    }

    synchronized void heads(LiveSocket from, Map<UUID, Long> heads) {
        heads.forEach((conversation, seq) -> {
            RoomLog room = room(conversation);
            if (room.cursor() < seq) {
                ask(from, conversation, room);
            }
        });
    }

    synchronized void synced(LiveSocket from, ServerFrame.Synced synced) {
        RoomLog room = room(synced.conversation());
        room.asking(null);
        if (synced.more()) {
            Thread.ofVirtual().start(() -> page(from, synced.conversation()));
        } else if (room.hasGap()) {
            room.asking(from);
            later.run(AGAIN_AFTER, () -> askAgain(from, synced.conversation()));
        }
    }

    synchronized void changed(LiveSocket from, ServerFrame.ConversationChanged changed) {
        switch (changed.change()) {
            case "added" -> {
                left.remove(changed.conversation());
                // What was asked before he was put out has been refused, or never will be answered.
                room(changed.conversation()).asking(null);
                ask(from, changed.conversation(), room(changed.conversation()));
            }
            case "removed" -> left.add(changed.conversation());
            default -> {}
        }
    }

    private void ask(LiveSocket from, UUID conversation, RoomLog room) {
        if (room.asking() != from) {
            room.asking(from);
            from.sync(Map.of(conversation, room.cursor()), false);
            later.run(UNANSWERED_AFTER, () -> askAgainIfUnanswered(from, conversation));
        }
    }

    private synchronized void askAgainIfUnanswered(LiveSocket from, UUID conversation) {
        if (room(conversation).asking() == from) {
            askAgain(from, conversation);
        }
    }

    private synchronized void askAgain(LiveSocket from, UUID conversation) {
        if (from.isOpen() && !left.contains(conversation)) {
            RoomLog room = room(conversation);
            room.asking(null);
            ask(from, conversation, room);
        }
    }

    /** Too much was missing for the socket: the rest is read over REST, and what came meanwhile is asked for again. */
    private void page(LiveSocket from, UUID conversation) {
        try {
            for (ChatEvent event : identity.person().history(conversation, cursor(conversation))) {
                take(from, logbook.same(Event.of(conversation, event.seq(), event.kind(), event.json())));
            }
        } catch (Refused | UncheckedIOException e) {
            // Asked for again below.
        } finally {
            later.run(AGAIN_AFTER, () -> askAgain(from, conversation));
        }
    }

    private RoomLog room(UUID conversation) {
        return rooms.computeIfAbsent(conversation, _ -> new RoomLog());
    }
}
