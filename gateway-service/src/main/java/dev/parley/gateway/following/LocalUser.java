package dev.parley.gateway.following;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.socket.ClientSocket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A user with at least one socket on this node. All his sockets follow the same conversations, so those are kept once. Any
 * thread; sockets come and go within {@link Hub}'s lock of this user.
 */
public final class LocalUser {
    private final UserId id;
    private final Set<ConversationId> follows = ConcurrentHashMap.newKeySet();
    private final Promise<Void> loaded = Promise.promise();
    private volatile ClientSocket[] sockets = {};
    private final AtomicInteger changes = new AtomicInteger();
    private volatile boolean fresh;
    private volatile boolean gone;
    private volatile int headsToldAt;

    LocalUser(UserId id) {
        this.id = id;
    }

    public UserId id() {
        return id;
    }

    void add(ClientSocket socket) {
        ClientSocket[] more = Arrays.copyOf(sockets, sockets.length + 1);
        more[sockets.length] = socket;
        sockets = more;
    }

    /** Takes a socket away; whether it was the last one, in which case this user is gone for ever. */
    boolean remove(ClientSocket socket) {
        sockets = Arrays.stream(sockets).filter(other -> other != socket).toArray(ClientSocket[]::new);
        gone = sockets.length == 0;
        return gone;
    }

    /** The sockets he has now. */
    public List<ClientSocket> sockets() {
        return List.of(sockets);
    }

    /** The sockets they have now, not to be changed: for those who look at many users. */
    ClientSocket[] socketArray() {
        return sockets;
    }

    /** Writes a frame of the gateway's own to each of his sockets. */
    public void send(ServerFrame frame) {
        for (ClientSocket socket : sockets) {
            socket.send(frame);
        }
    }

    /** Offers each of their sockets a frame that may be lost. */
    public void offer(ServerFrame frame) {
        for (ClientSocket socket : sockets) {
            socket.offer(frame);
        }
    }

    boolean isGone() {
        return gone;
    }

    /** What he follows; changed by {@link Hub} alone. */
    public Set<ConversationId> follows() {
        return follows;
    }

    /** Whether he is a member, as far as this node knows. */
    public boolean follows(ConversationId conversation) {
        return follows.contains(conversation);
    }

    /** Completes when what he follows is known, be it from a moment ago; before that nothing can be said of membership. */
    public Future<Void> loaded() {
        return loaded.future();
    }

    void setLoaded(boolean fromOwner) {
        fresh = fromOwner;
        loaded.tryComplete();
    }

    /** Whether what he follows came from its owner, and not from this node's memory while that was down. */
    public boolean isFresh() {
        return fresh;
    }

    /** Counts notices that changed what he follows. */
    int changes() {
        return changes.get();
    }

    void changed() {
        changes.incrementAndGet();
    }

    int headsToldAt() {
        return headsToldAt;
    }

    void headsToldAt(int sweep) {
        headsToldAt = sweep;
    }
}
