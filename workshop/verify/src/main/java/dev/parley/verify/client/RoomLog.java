package dev.parley.verify.client;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.verify.record.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One conversation as one client keeps it: everything up to its cursor, each once, in order. Guarded by its client. */
final class RoomLog {
    private static final int MOST_HELD = 1_000;

    private final List<Event> events = new ArrayList<>();
    private final TreeMap<Long, Event> held = new TreeMap<>();
    private LiveSocket asking;

    /** Takes an event. Returns false if some before it are missing, so that it has to wait for them. */
    boolean offer(Event event) {
        if (event.seq() > cursor() + 1) {
            held.put(event.seq(), event);
            if (held.size() > MOST_HELD) {
                held.pollLastEntry();
            }
            return false;
        }
        if (event.seq() == cursor() + 1) {
            events.add(event);
            while (!held.isEmpty() && held.firstKey() <= cursor() + 1) {
                Event next = held.pollFirstEntry().getValue();
                if (next.seq() == cursor() + 1) {
                    events.add(next);
                }
            }
        }
        return true;
    }

    long cursor() {
        return events.size();
    }

    boolean hasGap() {
        return !held.isEmpty();
    }

    List<Event> events() {
        return events;
    }

    /** The socket on which a {@code sync} is under way, or null. */
    LiveSocket asking() {
        return asking;
    }

    void asking(LiveSocket socket) {
        asking = socket;
    }
}
