package dev.parley.verify.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** All that is noted during a run, with the run's own clock. Safe on any thread. */
public final class Logbook {
    private final long began = System.nanoTime();
    private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<Place, Event> seen = new ConcurrentHashMap<>();
    private final List<SocketLog> sockets = new CopyOnWriteArrayList<>();
    private final List<FaultSpan> faults = new CopyOnWriteArrayList<>();
    private final List<MemberChange> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger socketNumbers = new AtomicInteger();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong acks = new AtomicLong();

    private record Place(UUID conversation, long seq) {}

    /** Milliseconds since the run began. */
    public long now() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    public void add(Attempt attempt) {
        attempts.put(attempt.id(), attempt);
    }

    /** The send of an id, or null if it is none of ours. */
    public Attempt attempt(UUID id) {
        return id == null ? null : attempts.get(id);
    }

    public Collection<Attempt> attempts() {
        return attempts.values();
    }

    /** A number that grows from write to write. */
    public long nextWrite() {
        return writes.incrementAndGet();
    }

    public void countAck() {
        acks.incrementAndGet();
    }

    public long acks() {
        return acks.get();
    }

    /** Equal events as one object: everybody hears the same, and there are many who hear. */
    public Event same(Event event) {
        Event known = seen.putIfAbsent(new Place(event.conversation(), event.seq()), event);
        return event.equals(known) ? known : event;
    }

    public SocketLog newSocket(UUID user, int gateway) {
        var log = new SocketLog(socketNumbers.getAndIncrement(), user, gateway);
        sockets.add(log);
        return log;
    }

    public List<SocketLog> sockets() {
        return List.copyOf(sockets);
    }

    public void add(FaultSpan span) {
        faults.add(span);
    }

    public List<FaultSpan> faults() {
        return List.copyOf(faults);
    }

    public void add(MemberChange change) {
        changes.add(change);
    }

    public List<MemberChange> changes() {
        return List.copyOf(changes);
    }
}
