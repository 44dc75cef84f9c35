package dev.parley.toolbox.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was sent and not answered yet, in the order of sending. An entry leaves it only by an {@code ack} or a refusal that
 * trying again cannot mend, so that after a reconnect the same ids are sent again. Safe on any thread.
 */
public final class Outbox {
    private final Map<UUID, Outgoing> pending = new LinkedHashMap<>();
    private final Map<UUID, ServerFrame.Ack> acked = new LinkedHashMap<>();
    private final Map<UUID, ServerFrame.Refusal> refused = new LinkedHashMap<>();
    private int retries;

    /** Something to be written to a socket, again if need be. */
    @FunctionalInterface
    public interface Outgoing {
        void writeTo(LiveSocket socket);
    }

    public synchronized void add(UUID id, Outgoing outgoing) {
        if (pending.putIfAbsent(id, outgoing) != null) {
            throw new IllegalArgumentException("this id is on its way already");
        }
    }

    public synchronized void acked(ServerFrame.Ack ack) {
        if (pending.remove(ack.id()) != null) {
            acked.put(ack.id(), ack);
        }
    }

    /** Notes a refusal. Returns whether the same id should be sent again later. */
    public synchronized boolean refused(ServerFrame.Refusal refusal) {
        if (refusal.id() == null || !pending.containsKey(refusal.id())) {
            return false;
        }
        if ("unavailable".equals(refusal.code()) || "rate_limited".equals(refusal.code())) {
            retries++;
            return true;
        }
        pending.remove(refusal.id());
        refused.put(refusal.id(), refusal);
        return false;
    }

    /** What must be sent again, in order. */
    public synchronized List<Outgoing> pending() {
        return new ArrayList<>(pending.values());
    }

    /** Writes one entry again, if it is still pending. */
    public void again(UUID id, LiveSocket socket) {
        Outgoing outgoing;
        synchronized (this) {
            outgoing = pending.get(id);
        }
        if (outgoing != null) {
            outgoing.writeTo(socket);
        }
    }

    /** Sends that are durable, in the order in which that became known. */
    public synchronized Map<UUID, ServerFrame.Ack> acked() {
        return new LinkedHashMap<>(acked);
    }

    /** Sends that were refused for good. */
    public synchronized Map<UUID, ServerFrame.Refusal> refused() {
        return new LinkedHashMap<>(refused);
    }

    /** How often the system asked for the same id again later: what makes one's own messages overtake one another. */
    public synchronized int retries() {
        return retries;
    }

    public synchronized boolean isEmpty() {
        return pending.isEmpty();
    }
}
