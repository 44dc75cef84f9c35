package dev.parley.auth.departure;

import dev.parley.api.id.UserId;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.departure.PersistenceClient.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * Tells of deleted accounts, the oldest first, every few seconds on a virtual thread. All replicas may do so: to be told twice changes
 * nothing. One that is refused waits for the next round and holds up nobody else.
 */
@ApplicationScoped
class Departures {
    private static final Logger LOG = Logger.getLogger(Departures.class);

    /** A round tells of so many; the next one of the rest. */
    private static final int BATCH = 100;

    /** More calls than this for one account in one round would keep others waiting: with 20 groups a call, that is 1,000 groups. */
    private static final int MAX_CALLS = 50;

    private final Accounts accounts;
    private final PersistenceClient persistence;
    private final MeterRegistry metrics;

    Departures(Accounts accounts, PersistenceClient persistence, MeterRegistry metrics) {
        this.accounts = accounts;
        this.persistence = persistence;
        this.metrics = metrics;
    }

    @Scheduled(
            identity = "departures",
            every = "{parley.auth.departures.tell-every}",
            delayed = "{parley.auth.departures.tell-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tell() {
        try {
            for (UserId user : accounts.departing(BATCH)) {
                if (isTaken(user)) {
                    accounts.departed(user);
                    count("taken");
                } else {
                    count("deferred");
                }
            }
        } catch (IOException nobody) {
            count("deferred");
            LOG.debugf("event=departures_not_told reason=%s", nobody.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.debugf("event=departures_not_read reason=%s", failure.getMessage());
        }
    }

    private boolean isTaken(UserId user) throws IOException, InterruptedException {
        Outcome outcome = Outcome.MORE;
        for (int call = 0; call < MAX_CALLS && outcome == Outcome.MORE; call++) {
            outcome = persistence.depart(user);
        }
        return outcome == Outcome.DONE;
    }

    private void count(String outcome) {
        metrics.counter("parley.auth.departures", "outcome", outcome).increment();
    }
}
