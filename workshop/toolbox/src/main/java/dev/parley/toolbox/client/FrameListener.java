package dev.parley.toolbox.client;

/** Hears what a socket gets. Called on the socket's event loop, one call after the other: it must not block. */
@FunctionalInterface
public interface FrameListener {
    void onFrame(LiveSocket socket, ServerFrame frame);

    /** A frame as it came; one that must be quick about it reads the text itself. */
    default void onText(LiveSocket socket, String text) {
        onFrame(socket, ServerFrame.of(text));
    }

    /** The socket is gone; nothing follows. */
    default void onEnd(LiveSocket socket, SocketEnd end) {}
}
