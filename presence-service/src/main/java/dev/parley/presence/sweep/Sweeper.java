package dev.parley.presence.sweep;

import dev.parley.presence.node.NodeWatch;
import dev.parley.presence.redis.RedisUnavailableException;
import dev.parley.presence.user.Users;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks at the time, on a virtual thread: settles departures, then judges the gateways. */
@ApplicationScoped
class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final int DEPARTURES_AT_ONCE = 500;

    private final SweeperLock lock;
    private final Users users;
    private final NodeWatch nodes;
    private final ReadMark readMark;
    private final MeterRegistry metrics;
    private final AtomicBoolean failing = new AtomicBoolean();

    Sweeper(SweeperLock lock, Users users, NodeWatch nodes, ReadMark readMark, MeterRegistry metrics) {
        this.lock = lock;
        this.users = users;
        this.nodes = nodes;
        this.readMark = readMark;
        this.metrics = metrics;
    }

    @Scheduled(every = "{parley.presence.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            if (lock.hold()) {
                settleDepartures();
                nodes.judge(readMark.readUpTo(), this::keepLock);
                count("done");
            }
            failing.set(false);
        } catch (RedisUnavailableException e) {
            count("failed");
            if (!failing.getAndSet(true)) {
                LOG.warnf("no sweep until Redis is back: reason=%s", e.getMessage());
            }
        } catch (LockLostException e) {
            count("lost");
        }
    }

    private void settleDepartures() {
        while (users.settle(DEPARTURES_AT_ONCE) == DEPARTURES_AT_ONCE) {
            keepLock();
        }
    }

    private void keepLock() {
        if (!lock.hold()) {
            throw new LockLostException();
        }
    }

    private void count(String outcome) {
        metrics.counter("parley.presence.sweeps", "outcome", outcome).increment();
    }

    /** Another instance sweeps now; it will do what we have not finished. */
    private static final class LockLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
