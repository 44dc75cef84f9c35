package dev.parley.verify.client;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.ServerFrame;
import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.SocketLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The writing half of a client: what is not answered yet, in the order of sending. Safe on any thread. */
final class Writing {
    private static final long AGAIN_AFTER = 500;

    private final Logbook logbook;
    private final Later later;
    private final Map<UUID, Outgoing> pending = new LinkedHashMap<>();
    private LiveSocket socket;
    private SocketLog socketLog;

    Writing(Logbook logbook, Later later) {
        this.logbook = logbook;
        this.later = later;
    }

    /** From here on this is the socket; what was not answered goes out over it first, in order. */
    synchronized void over(LiveSocket fresh, SocketLog log) {
        socket = fresh;
        socketLog = log;
        new ArrayList<>(pending.values()).forEach(this::write);
    }

    synchronized void socketEnded(LiveSocket ended) {
        if (socket == ended) {
            socket = null;
        }
    }

    /** Sends, now or with the next socket. */
    synchronized void send(Outgoing outgoing) {
        pending.put(outgoing.attempt().id(), outgoing);
        write(outgoing);
    }

    /** Writes everything that is unanswered once more. */
    synchronized void sendAllAgain() {
        new ArrayList<>(pending.values()).forEach(this::write);
    }

    synchronized int unanswered() {
        return pending.size();
    }

    synchronized void acked(UUID id) {
        pending.remove(id);
        Attempt attempt = logbook.attempt(id);
        if (attempt != null) {
            attempt.acked(logbook.now());
            logbook.countAck();
        }
    }

    synchronized void refused(ServerFrame.Refusal refusal) {
        Attempt attempt = logbook.attempt(refusal.id());
        if (attempt == null) {
            return;
        }
        attempt.refused(refusal.code(), logbook.now());
        Outgoing outgoing = pending.get(refusal.id());
        boolean passes = "unavailable".equals(refusal.code()) || "rate_limited".equals(refusal.code());
        if (outgoing == null) {
            return;
        }
        if (passes && outgoing.patient()) {
            later.run(Math.max(AGAIN_AFTER, 1_000 * refusal.retryAfter()), () -> again(refusal.id()));
        } else {
            pending.remove(refusal.id());
        }
    }

    private synchronized void again(UUID id) {
        Outgoing outgoing = pending.get(id);
        if (outgoing != null) {
            write(outgoing);
        }
    }

    private void write(Outgoing outgoing) {
        if (socket != null && socket.isOpen()) {
            outgoing.attempt().written(socketLog.number(), logbook.nextWrite());
            outgoing.frame().writeTo(socket);
        }
    }
}
