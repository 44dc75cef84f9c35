package dev.parley.toolbox.client;

/** Hears what a socket gets. Called on the socket's event loop, one call after the other: it must not block. */
@FunctionalInterface
public interface FrameListener {
    void onFrame(LiveSocket socket, ServerFrame frame);

    /** The socket is gone; nothing follows. */
    default void onEnd(LiveSocket socket, SocketEnd end) {}
}
