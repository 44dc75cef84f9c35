package dev.parley.gateway.following;

import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.SocketLifecycle;
import jakarta.inject.Singleton;

/** Makes a socket follow what its user is in, from its opening to its end. On the socket's event loop. */
@Singleton
final class Following implements SocketLifecycle {
    private final Hub hub;
    private final Notices notices;
    private final FollowLoader loader;

    Following(Hub hub, Notices notices, FollowLoader loader) {
        this.hub = hub;
        this.notices = notices;
        this.loader = loader;
    }

    @Override
    public void opened(ClientSocket socket) {
        Hub.Arrival arrival = hub.arrive(socket, notices);
        if (arrival.isFirst()) {
            loader.arrived(arrival.user(), arrival.heard());
        }
    }

    @Override
    public void closed(ClientSocket socket) {
        hub.leave(socket);
    }
}
