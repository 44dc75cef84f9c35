package dev.parley.gateway.socket;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.limits.SocketLimits;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client's socket, on any thread unless a method says otherwise. What waits to be written is bounded: a frame weighs its
 * length, but at least {@link #LEAST_WEIGHT}, so that many small ones count too. Past the bound the socket is closed with
 * 4408, and its client comes back and syncs.
 */
public final class ClientSocket {
    /** What a frame costs at least while it waits: its objects, not its characters. */
    static final int LEAST_WEIGHT = 512;

    private static final long OPEN = Long.MIN_VALUE;

    private final UUID id;
    private final UserId user;
    private final UUID session;
    private final Wire wire;
    private final SocketServices services;
    private final SocketLimits limits = new SocketLimits();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong closedAt = new AtomicLong(OPEN);
    private volatile Instant expires;
    private volatile long heardAt = System.nanoTime();
    private volatile PresenceStatus status = PresenceStatus.ONLINE;

    public ClientSocket(UUID id, Ticket ticket, Wire wire, SocketServices services) {
        this.id = id;
        this.user = ticket.user();
        this.session = ticket.session();
        this.expires = ticket.expires();
        this.wire = wire;
        this.services = services;
    }

    /**
     * What all sockets share.
     *
     * @param mostWaiting weight of unwritten frames beyond which a socket is too slow
     */
    public record SocketServices(FrameWriter writer, SocketMetrics metrics, long mostWaiting) {}

    public UUID id() {
        return id;
    }

    public UserId user() {
        return user;
    }

    /** The session its token belongs to. */
    public UUID session() {
        return session;
    }

    /** What it has used of its rates. On its event loop only. */
    public SocketLimits limits() {
        return limits;
    }

    /** Writes a frame that is finished already. */
    public Future<Void> send(String frame) {
        if (isClosing()) {
            return Future.succeededFuture();
        }
        long weight = Math.max(frame.length(), LEAST_WEIGHT);
        if (waiting.addAndGet(weight) > services.mostWaiting()) {
            close(CloseCode.TOO_SLOW);
            return Future.succeededFuture();
        }
        return wire.write(frame).onComplete(done -> waiting.addAndGet(-weight));
    }

    /** Writes a frame of the gateway's own. */
    public Future<Void> send(ServerFrame frame) {
        services.metrics().sent(frame);
        return send(services.writer().write(frame));
    }

    /** Refuses something. */
    public void refuse(ServerFrame.Refusal refusal) {
        send(refusal);
    }

    /** Refuses something, without more to say. */
    public void refuse(ErrorCode code, String message) {
        refuse(ServerFrame.Refusal.of(code, message));
    }

    /** Weight of what is not written yet. */
    public long waiting() {
        return waiting.get();
    }

    /** Whether another send may be under way; if so, it counts until {@link #answered}. */
    public boolean startSend(int most) {
        if (unanswered.incrementAndGet() > most) {
            unanswered.decrementAndGet();
            return false;
        }
        return true;
    }

    /** A send was acknowledged or refused. */
    public void answered() {
        unanswered.decrementAndGet();
    }

    /** Something came from the client, a pong at least. */
    public void heard() {
        heardAt = System.nanoTime();
    }

    /** When something last came, as {@link System#nanoTime}. */
    public long heardAt() {
        return heardAt;
    }

    /** Sends a WebSocket ping. */
    public void ping() {
        if (!isClosing()) {
            wire.ping();
        }
    }

    /** What the client last said of its user. */
    public PresenceStatus status() {
        return status;
    }

    public void status(PresenceStatus now) {
        status = now;
    }

    /** When the token it was let in with ends. */
    public Instant expires() {
        return expires;
    }

    /** A fresh token was shown. */
    public void expires(Instant later) {
        expires = later;
    }

    /** Closes the socket, once; what was written before still goes out first. */
    public void close(CloseCode code) {
        if (closedAt.compareAndSet(OPEN, System.nanoTime())) {
            services.metrics().closed(code);
            wire.close(code.code(), code.reason());
        }
    }

    /** Drops the connection of a client that does not take its close frame. */
    public void abort() {
        wire.abort();
    }

    /** The client or the network has closed it: nothing is written any more. */
    public void gone() {
        closedAt.compareAndSet(OPEN, System.nanoTime());
    }

    /** Whether it is closed or about to be. */
    public boolean isClosing() {
        return closedAt.get() != OPEN;
    }

    /** When it was closed, as {@link System#nanoTime}; has a meaning for one that is. */
    long closedAt() {
        return closedAt.get();
    }
}
