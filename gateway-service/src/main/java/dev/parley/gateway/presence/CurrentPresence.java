package dev.parley.gateway.presence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceList;
import dev.parley.api.presence.UserPresence;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.upstream.Service;
import dev.parley.gateway.upstream.Upstreams;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Asks presence-service what users are now. While it is down a watcher is told of changes only. Virtual threads. */
@Singleton
final class CurrentPresence {
    private static final Logger LOG = Logger.getLogger(CurrentPresence.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int AT_ONCE = 32;
    private static final int OK = 200;

    private final Service presences;
    private final Threads threads;
    private final ObjectReader reader;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final Counter failed;

    /** By socket: what it asks next while a question of it is under way. */
    private final Map<UUID, Optional<Question>> next = new ConcurrentHashMap<>();

    CurrentPresence(Upstreams upstreams, Threads threads, ObjectMapper mapper, MeterRegistry registry) {
        this.presences = upstreams.presences();
        this.threads = threads;
        this.reader = mapper.readerFor(PresenceList.class);
        this.failed = registry.counter("parley.gateway.presence.failed");
    }

    /**
     * Which users.
     *
     * @param heard completes when changes of theirs are heard; they are asked for behind that
     */
    record Question(Set<UserId> users, Future<Void> heard) {}

    /**
     * Sends the presence of all of them. A socket has one question under way; of those that come meanwhile, the newest
     * is next, and stands for the others.
     */
    void ask(ClientSocket socket, Question question) {
        boolean[] isFirst = new boolean[1];
        next.compute(socket.id(), (id, waiting) -> {
            isFirst[0] = waiting == null;
            return Optional.of(question);
        });
        if (isFirst[0]) {
            threads.run(() -> answerAll(socket));
        }
    }

    private void answerAll(ClientSocket socket) {
        for (Question question = take(socket); question != null; question = take(socket)) {
            answer(socket, question);
        }
    }

    /** The question that waits; if none does, the socket is forgotten, and its next one begins anew. */
    private Question take(ClientSocket socket) {
        Question[] taken = new Question[1];
        next.computeIfPresent(socket.id(), (id, waiting) -> {
            taken[0] = waiting.orElse(null);
            return waiting.isEmpty() ? null : Optional.empty();
        });
        return taken[0];
    }

    private void answer(ClientSocket socket, Question question) {
        awaitHeard(question.heard());
        permits.acquireUninterruptibly();
        try {
            if (socket.isClosing()) {
                return;
            }
            for (UserPresence presence : ask(question.users()).users()) {
                socket.send(new ServerFrame.Presence(presence.user(), presence.status(), presence.lastSeen()));
            }
        } catch (Unanswered e) {
            failed.increment();
            LOG.debugf("event=presence_unknown cause=%s", e.getMessage());
        } finally {
            permits.release();
        }
    }

    private static void awaitHeard(Future<Void> heard) {
        try {
            Threads.await(heard, TIMEOUT);
        } catch (Unanswered e) {
            // Redis is away; what presence-service says is still better than nothing.
        }
    }

    private PresenceList ask(Set<UserId> users) throws Unanswered {
        String ids = users.stream().map(UserId::toString).collect(Collectors.joining(","));
        Service.Answer answer = Threads.await(
                presences.call(Service.Call.get("/api/presence?users=" + ids, TIMEOUT)), TIMEOUT.multipliedBy(2));
        if (answer.status() != OK) {
            throw new Unanswered("status " + answer.status());
        }
        try {
            return reader.readValue(answer.body().getBytes());
        } catch (IOException e) {
            throw new Unanswered(e);
        }
    }
}
