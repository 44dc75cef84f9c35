package dev.parley.gateway.socket;

/** A feature that must know which sockets there are. Called on the socket's event loop, must not block. */
public interface SocketLifecycle {
    /** The socket is open; {@code welcome} has been written. */
    void opened(ClientSocket socket);

    /** The socket is gone; called once for each {@link #opened}. */
    void closed(ClientSocket socket);
}
