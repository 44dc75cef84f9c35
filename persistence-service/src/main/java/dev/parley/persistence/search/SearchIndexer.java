package dev.parley.persistence.search;

import dev.parley.persistence.database.Database;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.retry.Backoff;
import dev.parley.persistence.schema.Schema;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Follows edits and deletes, on a thread of its own and a moment behind history: takes those that were written since,
 * and stores the terms that their messages have now. Looking at one twice does no harm. New messages do not come this
 * way: history stores their terms with them.
 */
@ApplicationScoped
class SearchIndexer {
    private static final Logger LOG = Logger.getLogger(SearchIndexer.class);
    private static final Duration QUIET = Duration.ofMillis(250);

    /** After a turn that found work: what comes in meanwhile is done in one go. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private static final int BATCHES = 256;

    private final Database database;
    private final PostgresSearchIndex index;
    private final MessageTerms terms;
    private final Schema schema;
    private final AtomicLong backlog;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private volatile Thread thread;

    SearchIndexer(
            Database database, PostgresSearchIndex index, MessageTerms terms, Schema schema, MeterRegistry registry) {
        this.database = database;
        this.index = index;
        this.terms = terms;
        this.schema = schema;
        this.backlog = registry.gauge("parley.persistence.search.backlog", new AtomicLong());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("search").daemon().start(this::live);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void live() {
        try {
            schema.await();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(turn());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers how long to wait before the next turn. */
    private Duration turn() {
        try {
            int looked = database.inTransaction(this::indexed);
            backlog.set(database.read(index::backlog));
            backoff.reset();
            return looked == 0 ? QUIET : looked < BATCHES ? BUSY : Duration.ZERO;
        } catch (SqlFailure failure) {
            if (backoff.isFresh()) {
                LOG.warnf("event=search_waits action=retry cause=%s", failure.getMessage());
            }
            return backoff.next();
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "event=search_fault action=retry");
            return backoff.next();
        }
    }

    /** Answers how many batches it has looked at. */
    private int indexed(Connection connection) throws SQLException {
        List<Long> partitions = index.lock(connection);
        if (partitions.isEmpty()) {
            return 0;
        }
        List<Long> batches = index.oldest(connection, partitions, BATCHES);
        terms.put(connection, index.current(connection, index.touched(connection, partitions, batches)));
        index.done(connection, partitions, batches);
        return batches.size();
    }
}
