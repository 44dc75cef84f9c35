package dev.parley.gateway.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.gateway.fanout.Publisher;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.history.History;
import dev.parley.gateway.limits.Limits;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.SocketLifecycle;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Relays {@code signal} to another user's sockets, on whatever nodes they are, if the two share a conversation. One virtual thread
 * at a time works off a socket's signals, so that an offer does not arrive behind its candidates.
 */
@Singleton
public final class SignalRelay implements SocketLifecycle {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_WAITING = 64;

    private final History history;
    private final Publisher publisher;
    private final Limits limits;
    private final Threads threads;
    private final ObjectWriter writer;
    private final Map<UUID, Queue<ClientFrame.Signal>> waiting = new ConcurrentHashMap<>();
    private final Cache<Pair, Boolean> sharing = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    SignalRelay(History history, Publisher publisher, Limits limits, Threads threads, ObjectMapper mapper) {
        this.history = history;
        this.publisher = publisher;
        this.limits = limits;
        this.threads = threads;
        this.writer = mapper.writerFor(UserNotice.class);
    }

    private record Pair(UserId from, UserId to) {}

    /** Relays it, or answers {@code not_found}: whether that user exists is nobody's business who shares nothing with him. */
    public void accept(ClientSocket socket, ClientFrame.Signal frame) {
        boolean[] first = new boolean[1];
        boolean[] full = new boolean[1];
        waiting.compute(socket.id(), (id, known) -> {
            Queue<ClientFrame.Signal> queue = known == null ? new ArrayDeque<>() : known;
            first[0] = known == null;
            full[0] = queue.size() >= MOST_WAITING;
            if (!full[0]) {
                queue.add(frame);
            }
            return queue;
        });
        if (full[0]) {
            socket.refuse(ServerFrame.Refusal.later(ErrorCode.RATE_LIMITED, "too many signals wait", 1));
        } else if (first[0]) {
            threads.run(() -> workOff(socket));
        }
    }

    private void workOff(ClientSocket socket) {
        for (ClientFrame.Signal next = next(socket); next != null; next = next(socket)) {
            relay(socket, next);
        }
    }

    /** The next signal of a socket; when there is none its queue is dropped, and the next signal starts a thread again. */
    private ClientFrame.Signal next(ClientSocket socket) {
        ClientFrame.Signal[] next = new ClientFrame.Signal[1];
        waiting.computeIfPresent(socket.id(), (id, queue) -> {
            next[0] = queue.poll();
            return next[0] == null ? null : queue;
        });
        return next[0];
    }

    private void relay(ClientSocket socket, ClientFrame.Signal signal) {
        try {
            if (share(new Pair(socket.user(), signal.to()))) {
                publish(socket, signal);
            } else {
                socket.refuse(ErrorCode.NOT_FOUND, "no such user among your conversations");
            }
        } catch (Unanswered | JsonProcessingException e) {
            socket.refuse(ServerFrame.Refusal.later(ErrorCode.UNAVAILABLE, "the signal was not relayed", 1));
        }
    }

    private void publish(ClientSocket socket, ClientFrame.Signal signal) throws Unanswered, JsonProcessingException {
        String notice = writer.writeValueAsString(new UserNotice.Signal(socket.user(), signal.call(), signal.data()));
        long wait = limits.signal(socket.user(), signal.to(), notice.length());
        if (wait > 0) {
            socket.refuse(ServerFrame.Refusal.later(ErrorCode.RATE_LIMITED, "too many signals to this user", wait));
        } else {
            Threads.await(publisher.publish(Channels.user(signal.to()), notice), PUBLISHED_WITHIN);
        }
    }

    private boolean share(Pair pair) throws Unanswered {
        Boolean known = sharing.getIfPresent(pair);
        if (known == null) {
            known = history.share(pair.from(), pair.to());
            // Only a yes is remembered: a conversation that has just been made must not wait a minute for its first
            // call.
            if (known) {
                sharing.put(pair, known);
            }
        }
        return known;
    }

    @Override
    public void opened(ClientSocket socket) {
        // A socket that never signals costs nothing here.
    }

    @Override
    public void closed(ClientSocket socket) {
        waiting.computeIfPresent(socket.id(), (id, queue) -> {
            queue.clear();
            return queue;
        });
    }
}
