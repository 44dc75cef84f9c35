package dev.parley.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;

/** One WebSocket. Any thread unless a method says otherwise; never blocks. */
public interface Wire {
    /** The outbox of its event loop. */
    Outbox outbox();

    /**
     * Writes whole WebSocket frames, in the order of the calls, to be flushed at the end of the turn. On the event loop
     * only. The caller's reference goes with them, also if the socket is closed and nothing is written.
     */
    void write(ByteBuf frames);

    /** Completes when all that was written before is with the operating system, or will never be. */
    Future<Void> written();

    /** Bytes that were written and are not with the operating system yet. */
    long waiting();

    /** Sends a WebSocket ping. */
    void ping();

    /** Closes after what was written. Harmless when closed already. */
    void close(int code, String reason);

    /** Drops the connection at once: for a peer that does not even read the close frame. */
    void abort();
}
