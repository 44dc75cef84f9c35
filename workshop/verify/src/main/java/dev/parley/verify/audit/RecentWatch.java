package dev.parley.verify.audit;

import dev.parley.verify.check.Evidence.Source;
import dev.parley.verify.check.Evidence.Telling;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the recent events of some conversations every second while people talk, and at all of them in the end: the next deletion
 * empties a conversation's, and a hole that was in them with it.
 */
public final class RecentWatch implements AutoCloseable {
    private static final int ROOMS_A_SECOND = 20;

    /** More of them say nothing new. */
    private static final int MOST_HOLES = 100;

    private final RecentEvents recent;
    private final List<Room> rooms;
    private final Queue<Telling> holes = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("recent-watch").factory());
    private int next;

    /** @param port where this machine's Redis is */
    public RecentWatch(int port, List<Room> rooms) {
        this.recent = new RecentEvents(port);
        this.rooms = List.copyOf(rooms);
    }

    public void start() {
        var _ = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        for (int i = 0; i < Math.min(ROOMS_A_SECOND, rooms.size()); i++) {
            Room room = rooms.get(next++ % rooms.size());
            try {
                Telling telling = telling(Source.RECENT_MEANWHILE, room);
                if (hasHole(telling.events()) && holes.size() < MOST_HOLES) {
                    holes.add(telling);
                }
            } catch (RuntimeException e) {
                // Redis is away, which is one of the faults.
                return;
            }
        }
    }

    private static boolean hasHole(List<Event> events) {
        return !events.isEmpty() && events.getLast().seq() - events.getFirst().seq() != events.size() - 1;
    }

    /** What was found while people talked, if it had holes, and what is there now. Looks no more after this. */
    List<Telling> tell() {
        clock.close();
        List<Telling> tellings = new ArrayList<>(holes);
        rooms.forEach(room -> tellings.add(telling(Source.RECENT, room)));
        return tellings;
    }

    private Telling telling(Source source, Room room) {
        return new Telling(source, null, room.id(), recent.of(room.id()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        recent.close();
    }
}
