package dev.parley.gateway.sync;

import dev.parley.api.conversation.ConversationState;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.following.Delivery;
import dev.parley.gateway.following.Hub;
import dev.parley.gateway.following.LocalUser;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.history.ConversationLog;
import dev.parley.gateway.history.ConversationLog.Cursor;
import dev.parley.gateway.history.History;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import dev.parley.gateway.socket.ClientSocket;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers one {@code sync}. Blocks: virtual threads only.
 *
 * <p>A conversation the user is not in is answered {@code not_member}, or {@code conversation removed} where the client said that
 * these are all it knows; either only if the membership is known for certain.
 */
@Singleton
final class SyncAnswer {
    private static final Duration LOADED_WITHIN = Duration.ofSeconds(5);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);
    private static final long RETRY_AFTER_SECONDS = 3;
    private static final int STREAMS_AT_ONCE = 32;

    private final Hub hub;
    private final ConversationLog log;
    private final History history;
    private final Removals removals;
    private final Delivery delivery;

    SyncAnswer(Hub hub, ConversationLog log, History history, Removals removals, Delivery delivery) {
        this.hub = hub;
        this.log = log;
        this.history = history;
        this.removals = removals;
        this.delivery = delivery;
    }

    void answer(ClientSocket socket, ClientFrame.Sync frame) {
        Optional<LocalUser> user = hub.user(socket.user());
        try {
            Threads.await(
                    user.orElseThrow(() -> new Unanswered("no such user is held here"))
                            .loaded(),
                    LOADED_WITHIN);
            answer(socket, user.get(), frame);
        } catch (Unanswered e) {
            unavailable(socket);
        }
    }

    private void answer(ClientSocket socket, LocalUser user, ClientFrame.Sync frame) throws Unanswered {
        List<Cursor> cursors = new ArrayList<>();
        for (Map.Entry<ConversationId, Long> cursor : frame.cursors().entrySet()) {
            if (user.follows(cursor.getKey())) {
                cursors.add(new Cursor(cursor.getKey(), cursor.getValue()));
            } else if (!user.isFresh()) {
                throw new Unanswered("membership is not certain");
            } else if (frame.complete()) {
                socket.send(new ServerFrame.ConversationRemoved(cursor.getKey()));
            } else {
                socket.refuse(ServerFrame.Refusal.of(ErrorCode.NOT_MEMBER, "not a member of " + cursor.getKey())
                        .in(cursor.getKey()));
            }
        }
        if (frame.complete()) {
            announce(socket, user, frame.cursors().keySet());
        }
        catchUp(socket, user, cursors);
    }

    private void announce(ClientSocket socket, LocalUser user, Set<ConversationId> known) throws Unanswered {
        Set<ConversationId> missing = new HashSet<>(user.follows());
        missing.removeAll(known);
        for (ConversationId conversation : missing) {
            Optional<ConversationState> state = history.conversation(conversation);
            state.ifPresent(added -> socket.send(new ServerFrame.ConversationAdded(added)));
        }
    }

    private void catchUp(ClientSocket socket, LocalUser user, List<Cursor> cursors) throws Unanswered {
        SyncWriter writer = new SyncWriter(socket, removals, conversation -> delivery.removed(user, conversation));
        boolean all = true;
        boolean redis = true;
        for (int from = 0; from < cursors.size() && !socket.isClosing(); from += STREAMS_AT_ONCE) {
            List<Cursor> some = cursors.subList(from, Math.min(cursors.size(), from + STREAMS_AT_ONCE));
            Optional<List<List<byte[]>>> recent = redis ? recent(some) : Optional.empty();
            redis = recent.isPresent();
            for (int i = 0; i < some.size(); i++) {
                List<byte[]> entries = recent.isPresent() ? recent.get().get(i) : List.of();
                long head = hub.headOf(some.get(i).conversation());
                all &= new SyncStretch(some.get(i), entries, head).write(writer, log, redis && user.isFresh());
            }
        }
        if (!all) {
            unavailable(socket);
        }
    }

    /**
     * What is recent, read when the channels are heard; empty if Redis is away. Then history alone must do, and when Redis is back,
     * the node catches up for all its sockets.
     */
    private Optional<List<List<byte[]>>> recent(List<Cursor> cursors) {
        try {
            List<Future<Void>> heard = cursors.stream()
                    .map(cursor -> hub.heard(cursor.conversation()))
                    .toList();
            Threads.await(Future.all(heard), HEARD_WITHIN);
            return Optional.of(log.recent(cursors, SyncStretch.MOST));
        } catch (Unanswered e) {
            return Optional.empty();
        }
    }

    private static void unavailable(ClientSocket socket) {
        socket.refuse(ServerFrame.Refusal.later(
                ErrorCode.UNAVAILABLE, "not everything could be read; sync again", RETRY_AFTER_SECONDS));
    }
}
