package dev.parley.auth.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Removes sessions that ended long ago, now and then, on a virtual thread. All replicas may do so. */
@ApplicationScoped
class Forgetting {
    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final SessionTable table;
    private final SessionConfig config;
    private final Clock clock;

    Forgetting(SessionTable table, SessionConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "forget-sessions",
            every = "{parley.auth.sessions.forget-every}",
            delayed = "{parley.auth.sessions.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        try {
            long forgotten = table.forget(clock.instant().minus(config.forgetAfter()));
            LOG.debugf("event=sessions_forgotten count=%d", forgotten);
        } catch (RuntimeException failure) {
            LOG.warnf("event=sessions_not_forgotten reason=%s then=next_time", failure.getMessage());
        }
    }
}
