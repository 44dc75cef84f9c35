package dev.parley.gateway.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All open sockets of this node. Any thread. */
@Singleton
public final class Sockets implements SocketLifecycle {
    private final Map<UUID, ClientSocket> open = new ConcurrentHashMap<>();

    public Sockets(MeterRegistry registry) {
        registry.gaugeMapSize("parley.gateway.sockets.open", Tags.empty(), open);
    }

    @Override
    public void opened(ClientSocket socket) {
        open.put(socket.id(), socket);
    }

    @Override
    public void closed(ClientSocket socket) {
        open.remove(socket.id());
    }

    /** A live view. */
    public Collection<ClientSocket> all() {
        return open.values();
    }

    public int count() {
        return open.size();
    }
}
