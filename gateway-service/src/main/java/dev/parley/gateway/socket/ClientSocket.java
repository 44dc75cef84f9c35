package dev.parley.gateway.socket;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.frame.TextFrames;
import dev.parley.gateway.limits.SocketLimits;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * One client's socket, on any thread unless a method says otherwise. What waits to be written is bounded in bytes,
 * those on the way to the event loop included. A socket that has much waiting lags: what others get too passes it by
 * until it has taken that, and it syncs then. One for which too much of its own waits is closed with 4408, as one that
 * lags for long; its client comes back and syncs.
 */
public final class ClientSocket {
    private static final long NEVER = Long.MIN_VALUE;

    /** Of what makes a socket lag, that part may wait before frames that may be lost are. */
    private static final int OFFERED_SHARE = 4;

    private static final AtomicLongFieldUpdater<ClientSocket> CLOSED_AT =
            AtomicLongFieldUpdater.newUpdater(ClientSocket.class, "closedAt");
    private static final AtomicLongFieldUpdater<ClientSocket> ON_THE_WAY =
            AtomicLongFieldUpdater.newUpdater(ClientSocket.class, "onTheWay");
    private static final AtomicIntegerFieldUpdater<ClientSocket> UNANSWERED =
            AtomicIntegerFieldUpdater.newUpdater(ClientSocket.class, "unanswered");

    private final UUID id;
    private final UserId user;
    private final UUID session;
    private final Wire wire;
    private final SocketServices services;
    private final SocketLimits limits = new SocketLimits();
    private volatile long onTheWay;

    @SuppressWarnings("UnusedVariable") // Read through its updater.
    private volatile int unanswered;

    private volatile long closedAt = NEVER;
    private volatile long laggingSince = NEVER;
    private volatile Instant expires;
    private volatile long heardAt = System.nanoTime();
    private volatile PresenceStatus status = PresenceStatus.ONLINE;
    private final long openedAtMillis;
    private final NewestId newestId = new NewestId();

    public ClientSocket(UUID id, Ticket ticket, Wire wire, SocketServices services) {
        this.id = id;
        this.user = ticket.user();
        this.session = ticket.session();
        this.expires = ticket.expires();
        this.wire = wire;
        this.services = services;
        this.openedAtMillis = services.clock().millis();
    }

    /**
     * What all sockets share.
     *
     * @param laggingAt unwritten bytes beyond which a socket lags
     * @param mostWaiting unwritten bytes beyond which a socket is too slow
     */
    public record SocketServices(
            FrameWriter writer, SocketMetrics metrics, long laggingAt, long mostWaiting, Clock clock) {}

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

    /** Writes a frame that is finished already: its text as UTF-8. */
    public void send(byte[] text) {
        if (isClosing()) {
            return;
        }
        ByteBuf frame = TextFrames.encode(text);
        int bytes = frame.readableBytes();
        if (!fits(bytes)) {
            frame.release();
        } else if (wire.outbox().isLoop()) {
            wire.outbox().run(() -> wire.write(frame));
        } else {
            ON_THE_WAY.addAndGet(this, bytes);
            wire.outbox().hand(() -> {
                ON_THE_WAY.addAndGet(this, -bytes);
                wire.write(frame);
            });
        }
    }

    /** Writes a frame of the gateway's own. */
    public void send(ServerFrame frame) {
        services.metrics().sent(frame);
        send(services.writer().bytes(frame));
    }

    /** Writes a frame that may be lost, unless something waits: what others cause never makes a socket slow. */
    public void offer(ServerFrame frame) {
        if (waiting() <= services.laggingAt() / OFFERED_SHARE) {
            send(frame);
        }
    }

    /**
     * Writes finished frames that other sockets get too; the buffer stays the caller's. On the event loop, as something
     * that was handed to the {@link #outbox}.
     *
     * @return false if they were not taken, since the socket lags: the caller sees to it that it syncs afterwards
     */
    public boolean share(ByteBuf frames) {
        if (isClosing()) {
            return true;
        }
        if (isLagging() || waiting() + frames.readableBytes() > services.laggingAt()) {
            return false;
        }
        wire.write(frames.retainedDuplicate());
        return true;
    }

    private boolean fits(int bytes) {
        if (waiting() + bytes > services.mostWaiting()) {
            close(CloseCode.TOO_SLOW);
            return false;
        }
        return true;
    }

    /** Whether what others get too passes it by. */
    public boolean isLagging() {
        return laggingSince != NEVER;
    }

    /** From here on it lags, until it {@link #caughtUp}. On its event loop only. */
    public void lags() {
        laggingSince = System.nanoTime();
        services.metrics().lagging();
    }

    /** It gets again what others get. On its event loop only. */
    public void caughtUp() {
        laggingSince = NEVER;
    }

    /** Since when it lags, as {@link System#nanoTime}; has a meaning for one that does. */
    long laggingSince() {
        return laggingSince;
    }

    /** The way to its event loop. */
    public Outbox outbox() {
        return wire.outbox();
    }

    /** Completes when all that was sent before by this thread is with the operating system, or will never be. */
    public Future<Void> written() {
        return wire.written();
    }

    /** Refuses something. */
    public void refuse(ServerFrame.Refusal refusal) {
        send(refusal);
    }

    /** Refuses something, without more to say. */
    public void refuse(ErrorCode code, String message) {
        refuse(ServerFrame.Refusal.of(code, message));
    }

    /** Bytes that are not with the operating system yet. */
    public long waiting() {
        return onTheWay + wire.waiting();
    }

    /** Whether another send may be under way; if so, it counts until {@link #answered}. */
    public boolean startSend(int most) {
        if (UNANSWERED.incrementAndGet(this) > most) {
            UNANSWERED.decrementAndGet(this);
            return false;
        }
        return true;
    }

    /** A send was acknowledged or refused. */
    public void answered() {
        UNANSWERED.decrementAndGet(this);
    }

    /** When it was opened, in milliseconds since 1970. */
    public long openedAtMillis() {
        return openedAtMillis;
    }

    /** The newest of the ids it has sent. On its event loop only. */
    public NewestId newestId() {
        return newestId;
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
        if (CLOSED_AT.compareAndSet(this, NEVER, System.nanoTime())) {
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
        CLOSED_AT.compareAndSet(this, NEVER, System.nanoTime());
    }

    /** Whether it is closed or about to be. */
    public boolean isClosing() {
        return closedAt != NEVER;
    }

    /** When it was closed, as {@link System#nanoTime}; has a meaning for one that is. */
    long closedAt() {
        return closedAt;
    }
}
