package dev.parley.gateway.session;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.runtime.Sweeps;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Reads the stream of ended sessions to its end: when a publish says that it has grown, and every second because a publish may be
 * lost. So a node knows of the end of sessions of which it never held a socket, and of what ended while Redis was away or before
 * it started. Never blocks; one read at a time, and one that hangs does not stand in the way of the next for long.
 */
@Singleton
final class EndedSessionsReader {
    private static final Logger LOG = Logger.getLogger(EndedSessionsReader.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int PAGE = 1_000;
    private static final long IDLE = 0;

    private final Redis redis;
    private final EndedSessions ended;
    /** When the read under way began, as {@link System#nanoTime}; {@link #IDLE} if there is none. */
    private final AtomicLong readingSince = new AtomicLong(IDLE);

    private volatile boolean wanted;
    private volatile String after = "-";

    EndedSessionsReader(Redis redis, EndedSessions ended) {
        this.redis = redis;
        this.ended = ended;
    }

    void start(@Observes StartupEvent event, Subscriptions subscriptions, Sweeps sweeps) {
        subscriptions.subscribe(Channels.ENDED_SESSIONS, grown -> read());
        sweeps.every(TICK, this::read);
    }

    private void read() {
        wanted = true;
        long now = System.nanoTime();
        long since = readingSince.get();
        boolean hangs = since != IDLE && now - since > PATIENCE.toNanos();
        if ((since == IDLE || hangs) && readingSince.compareAndSet(since, now)) {
            page(now);
        }
    }

    private void page(long turn) {
        wanted = false;
        Request request = Request.cmd(Command.XRANGE)
                .arg(Channels.ENDED_SESSIONS)
                .arg(after)
                .arg("+")
                .arg("COUNT")
                .arg(PAGE);
        redis.send(request).onComplete(answer -> {
            if (readingSince.get() != turn) {
                return;
            }
            boolean more = answer.succeeded() && take(answer.result()) == PAGE;
            if (more || (wanted && answer.succeeded())) {
                page(turn);
            } else {
                readingSince.set(IDLE);
            }
        });
    }

    /** Notes the sessions of these entries, and goes on behind them; how many entries there were. */
    private int take(Response entries) {
        for (Response entry : entries) {
            for (String session : entry.get(1).get(1).toString().split(",", -1)) {
                note(session);
            }
            after = "(" + entry.get(0);
        }
        return entries.size();
    }

    private void note(String session) {
        try {
            ended.add(CanonicalUuid.parse(session));
        } catch (IllegalArgumentException e) {
            LOG.errorf("event=ended_session_unreadable length=%d", session.length());
        }
    }
}
