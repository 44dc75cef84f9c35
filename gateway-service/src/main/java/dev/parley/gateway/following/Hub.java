package dev.parley.gateway.following;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.following.LocalConversation.DeliveryListener;
import dev.parley.gateway.socket.ClientSocket;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The node's index: users with sockets here, and the conversations they follow. A conversation's channel is subscribed while it
 * has a follower here, a user's while he has a socket. Any thread.
 *
 * <p>Changes of one user or conversation happen within the map's lock of its key, and so does giving the order to subscribe or
 * to leave; orders are carried out in that order, so the two never disagree for long.
 */
@Singleton
public final class Hub {
    private final Map<UserId, LocalUser> users = new ConcurrentHashMap<>();
    private final Map<ConversationId, Held> conversations = new ConcurrentHashMap<>();
    private final Subscriptions subscriptions;

    public Hub(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** A conversation held here, and when Redis confirmed that its channel is heard. */
    private record Held(LocalConversation conversation, Future<Void> heard) {}

    /** What became of a socket's arrival. */
    record Arrival(LocalUser user, boolean isFirst, Future<Void> heard) {}

    /** A socket has come; its user's channel is heard from now on. */
    Arrival arrive(ClientSocket socket, NoticeHandler notices) {
        Arrival[] arrival = new Arrival[1];
        users.compute(socket.user(), (id, known) -> {
            LocalUser user = known == null ? new LocalUser(id) : known;
            user.add(socket);
            Future<Void> heard = known == null
                    ? subscriptions.subscribe(Channels.user(id), notice -> notices.notice(user, notice))
                    : Future.succeededFuture();
            arrival[0] = new Arrival(user, known == null, heard);
            return user;
        });
        return arrival[0];
    }

    /** What to do with a notice to a user. */
    @FunctionalInterface
    interface NoticeHandler {
        void notice(LocalUser user, byte[] notice);
    }

    /** A socket has gone; with a user's last one everything of his goes. */
    void leave(ClientSocket socket) {
        users.computeIfPresent(socket.user(), (id, user) -> {
            if (!user.remove(socket)) {
                return user;
            }
            subscriptions.unsubscribe(Channels.user(id));
            user.follows().forEach(conversation -> drop(user, conversation));
            return null;
        });
    }

    /** The user follows the conversation; the future completes when its channel is heard. Repeating it is harmless. */
    Future<Void> follow(LocalUser user, ConversationId conversation, DeliveryListener listener) {
        Held held = conversations.compute(conversation, (id, known) -> added(user, id, known, listener));
        if (user.isGone()) {
            unfollow(user, conversation);
        }
        return held.heard();
    }

    /**
     * The same, unless the user's list has changed since it was {@code changes}: then an answer from before that may be wrong now. Looked
     * at within the lock that a removal takes, so a removal that the stream has brought is never undone by an older answer.
     *
     * @return whether he follows it by this
     */
    boolean followUnlessChanged(LocalUser user, ConversationId conversation, int changes, DeliveryListener listener) {
        boolean[] followed = new boolean[1];
        conversations.compute(conversation, (id, known) -> {
            followed[0] = user.changes() == changes;
            return followed[0] ? added(user, id, known, listener) : known;
        });
        if (user.isGone()) {
            unfollow(user, conversation);
        }
        return followed[0];
    }

    /** Within the lock of the conversation. */
    private Held added(LocalUser user, ConversationId id, Held known, DeliveryListener listener) {
        Held now = known == null ? hold(id, listener) : known;
        now.conversation().add(user);
        user.follows().add(id);
        return now;
    }

    /** The user follows the conversation no more; whether he did. */
    boolean unfollow(LocalUser user, ConversationId conversation) {
        boolean[] did = new boolean[1];
        conversations.compute(conversation, (id, held) -> {
            did[0] = user.follows().remove(id);
            return held == null ? null : without(user, id, held);
        });
        return did[0];
    }

    private Held hold(ConversationId id, DeliveryListener listener) {
        LocalConversation conversation = new LocalConversation(id, listener);
        return new Held(conversation, subscriptions.subscribe(Channels.live(id), conversation::live));
    }

    private void drop(LocalUser user, ConversationId conversation) {
        conversations.computeIfPresent(conversation, (id, held) -> without(user, id, held));
    }

    /** Within the lock of the conversation; null if nobody is left. */
    private Held without(LocalUser user, ConversationId id, Held held) {
        if (!held.conversation().remove(user)) {
            return held;
        }
        subscriptions.unsubscribe(Channels.live(id));
        return null;
    }

    /** A user who has a socket here. */
    public Optional<LocalUser> user(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<LocalConversation> conversation(ConversationId id) {
        return Optional.ofNullable(conversations.get(id)).map(Held::conversation);
    }

    /** Whether somebody here follows the conversation, and this is what knows of it. */
    boolean holds(LocalConversation conversation) {
        return conversation(conversation.id())
                .filter(held -> held == conversation)
                .isPresent();
    }

    /** The highest seq of a conversation this node has heard of; 0 if of none. */
    public long headOf(ConversationId id) {
        return conversation(id).map(LocalConversation::head).orElse(0L);
    }

    /** How far the conversations are that this user follows, as far as this node has heard. */
    Map<ConversationId, Long> heads(LocalUser user) {
        Map<ConversationId, Long> heads = new HashMap<>();
        for (ConversationId id : user.follows()) {
            long head = headOf(id);
            if (head > 0) {
                heads.put(id, head);
            }
        }
        return heads;
    }

    /** When the conversation's channel is heard; at once if it is not held. */
    public Future<Void> heard(ConversationId id) {
        Held held = conversations.get(id);
        return held == null ? Future.succeededFuture() : held.heard();
    }

    Collection<LocalUser> users() {
        return users.values();
    }

    Iterable<LocalConversation> conversations() {
        return () -> conversations.values().stream().map(Held::conversation).iterator();
    }

    /** A few of the conversations held here, others each time. */
    public List<ConversationId> some(int count) {
        int size = conversations.size();
        if (size == 0) {
            return List.of();
        }
        int from = ThreadLocalRandom.current().nextInt(size);
        return conversations.keySet().stream()
                .skip(Math.min(from, Math.max(0, size - count)))
                .limit(count)
                .toList();
    }

    int conversationCount() {
        return conversations.size();
    }
}
