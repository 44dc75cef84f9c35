package dev.parley.gateway.presence;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.UserId;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.SocketLifecycle;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who watches whom on this node. A watched user's channel is subscribed while somebody here watches him, and what comes there is
 * passed on as it is. Any thread; a socket's own list changes on its event loop only.
 */
@Singleton
public final class Watches implements SocketLifecycle {
    private final Subscriptions subscriptions;
    private final CurrentPresence current;
    private final Map<UserId, Watched> watched = new ConcurrentHashMap<>();
    private final Map<UUID, Set<UserId>> lists = new ConcurrentHashMap<>();

    Watches(Subscriptions subscriptions, CurrentPresence current) {
        this.subscriptions = subscriptions;
        this.current = current;
    }

    /** A watched user: his watchers, and when Redis confirmed that his channel is heard. */
    private record Watched(Set<ClientSocket> watchers, Future<Void> heard) {}

    /** Replaces the socket's list, and sends what all of them are now. */
    public void accept(ClientSocket socket, ClientFrame.Watch frame) {
        Set<UserId> before = lists.getOrDefault(socket.id(), Set.of());
        if (frame.users().isEmpty()) {
            lists.remove(socket.id());
        } else {
            lists.put(socket.id(), frame.users());
        }
        List<Future<Void>> heard = new ArrayList<>();
        for (UserId user : frame.users()) {
            heard.add(watch(socket, user));
        }
        Set<UserId> dropped = new HashSet<>(before);
        dropped.removeAll(frame.users());
        dropped.forEach(user -> unwatch(socket, user));
        if (!frame.users().isEmpty()) {
            // Asked for behind the subscription, so that no change falls between the two.
            current.ask(
                    socket,
                    new CurrentPresence.Question(
                            frame.users(), Future.all(heard).mapEmpty()));
        }
    }

    @Override
    public void opened(ClientSocket socket) {
        // Watches nobody yet.
    }

    @Override
    public void closed(ClientSocket socket) {
        Set<UserId> list = lists.remove(socket.id());
        if (list != null) {
            list.forEach(user -> unwatch(socket, user));
        }
    }

    private Future<Void> watch(ClientSocket socket, UserId user) {
        return watched.compute(user, (id, known) -> {
                    Watched now = known == null ? begin(id) : known;
                    now.watchers().add(socket);
                    return now;
                })
                .heard();
    }

    private Watched begin(UserId user) {
        Set<ClientSocket> watchers = ConcurrentHashMap.newKeySet();
        return new Watched(
                watchers, subscriptions.subscribe(Channels.presence(user), frame -> passOn(watchers, frame)));
    }

    private static void passOn(Set<ClientSocket> watchers, byte[] frame) {
        watchers.forEach(watcher -> watcher.send(frame));
    }

    private void unwatch(ClientSocket socket, UserId user) {
        watched.computeIfPresent(user, (id, known) -> {
            known.watchers().remove(socket);
            if (!known.watchers().isEmpty()) {
                return known;
            }
            subscriptions.unsubscribe(Channels.presence(id));
            return null;
        });
    }
}
