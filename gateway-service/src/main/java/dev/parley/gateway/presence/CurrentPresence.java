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
import java.util.List;
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

    CurrentPresence(Upstreams upstreams, Threads threads, ObjectMapper mapper, MeterRegistry registry) {
        this.presences = upstreams.presences();
        this.threads = threads;
        this.reader = mapper.readerFor(PresenceList.class);
        this.failed = registry.counter("parley.gateway.presence.failed");
    }

    /** Sends the presence of all of them, once {@code heard} has completed. */
    void send(ClientSocket socket, List<UserId> users, Future<Void> heard) {
        threads.run(() -> {
            awaitHeard(heard);
            permits.acquireUninterruptibly();
            try {
                for (UserPresence presence : ask(users).users()) {
                    socket.send(new ServerFrame.Presence(presence.user(), presence.status(), presence.lastSeen()));
                }
            } catch (Unanswered e) {
                failed.increment();
                LOG.debugf("event=presence_unknown cause=%s", e.getMessage());
            } finally {
                permits.release();
            }
        });
    }

    private static void awaitHeard(Future<Void> heard) {
        try {
            Threads.await(heard, TIMEOUT);
        } catch (Unanswered e) {
            // Redis is away; what presence-service says is still better than nothing.
        }
    }

    private PresenceList ask(List<UserId> users) throws Unanswered {
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
