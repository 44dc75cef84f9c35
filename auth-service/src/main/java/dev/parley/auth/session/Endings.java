package dev.parley.auth.session;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.parley.api.id.UserId;
import dev.parley.auth.token.AccessTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Lets the ends of sessions be known, after they are committed. What Redis did not take, what it has lost with its data, or what a
 * replica that died left behind, is told again until the access tokens of those sessions are dead anyway; telling twice is
 * harmless. Blocks.
 */
@ApplicationScoped
class Endings {
    private static final Logger LOG = Logger.getLogger(Endings.class);
    private static final int BATCH = 200;

    private final SessionTable table;
    private final SessionCache cache;
    private final EndingNews news;
    private final AccessTokens tokens;
    private final Clock clock;
    private final MeterRegistry metrics;

    Endings(
            SessionTable table,
            SessionCache cache,
            EndingNews news,
            AccessTokens tokens,
            Clock clock,
            MeterRegistry metrics) {
        this.table = table;
        this.cache = cache;
        this.news = news;
        this.tokens = tokens;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** These sessions have just ended; outside of any transaction. */
    void announce(UserId user, List<UUID> sessions, EndReason reason) {
        if (!sessions.isEmpty()) {
            metrics.counter("parley.auth.sessions.ended", "reason", reason.key())
                    .increment(sessions.size());
            tell(user, sessions);
        }
    }

    @Scheduled(
            identity = "session-endings",
            every = "{parley.auth.sessions.announce-every}",
            delayed = "{parley.auth.sessions.announce-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void announceAgain() {
        try {
            Instant since = clock.instant().minus(tokens.lifetime());
            if (!news.isKept()) {
                table.unannounce(since);
            }
            boolean more = true;
            while (more) {
                List<Session> untold = table.unannounced(since, BATCH);
                more = tellAll(untold) && untold.size() == BATCH;
            }
        } catch (RuntimeException failure) {
            LOG.debugf("event=endings_not_read reason=%s", failure.getMessage());
        }
    }

    private boolean tellAll(List<Session> untold) {
        return untold.stream()
                .collect(groupingBy(Session::user, mapping(session -> session.id, toList())))
                .entrySet()
                .stream()
                .allMatch(ended -> tell(ended.getKey(), ended.getValue()));
    }

    /** Whether Redis has taken it. */
    private boolean tell(UserId user, List<UUID> sessions) {
        if (cache.ended(sessions) && news.tell(user, sessions)) {
            table.announced(sessions, clock.instant());
            return true;
        }
        metrics.counter("parley.auth.sessions.announcements.deferred").increment();
        return false;
    }
}
