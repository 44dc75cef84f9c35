package dev.parley.gateway.socket;

import io.vertx.core.Future;

/** One WebSocket. All methods may be called on any thread and never block; frames leave in the order of the calls. */
public interface Wire {
    /** Writes a text frame; the future completes when the bytes are with the operating system, or will never be. */
    Future<Void> write(String frame);

    /** Sends a WebSocket ping. */
    void ping();

    /** Closes after what was written. Harmless when closed already. */
    void close(int code, String reason);

    /** Drops the connection at once: for a peer that does not even read the close frame. */
    void abort();
}
