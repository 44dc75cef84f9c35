package dev.parley.gateway.socket;

import dev.parley.api.id.UserId;
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
    private final Map<UserId, Integer> perUser = new ConcurrentHashMap<>();

    public Sockets(MeterRegistry registry) {
        registry.gaugeMapSize("parley.gateway.sockets.open", Tags.empty(), open);
    }

    @Override
    public void opened(ClientSocket socket) {
        open.put(socket.id(), socket);
        perUser.merge(socket.user(), 1, Integer::sum);
    }

    @Override
    public void closed(ClientSocket socket) {
        if (open.remove(socket.id()) != null) {
            perUser.computeIfPresent(socket.user(), (id, count) -> count == 1 ? null : count - 1);
        }
    }

    /** How many of them are this user's. */
    public int countOf(UserId user) {
        return perUser.getOrDefault(user, 0);
    }

    /** A live view. */
    public Collection<ClientSocket> all() {
        return open.values();
    }

    public int count() {
        return open.size();
    }
}
