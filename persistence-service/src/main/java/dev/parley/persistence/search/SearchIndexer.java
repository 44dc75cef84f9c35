package dev.parley.persistence.search;

import dev.parley.persistence.database.Database;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.message.MessageKey;
import dev.parley.persistence.retry.Backoff;
import dev.parley.persistence.schema.Schema;
import dev.parley.persistence.search.PostgresSearchIndex.Current;
import dev.parley.persistence.search.PostgresSearchIndex.Entry;
import dev.parley.persistence.search.Words.Word;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the search index, on a thread of its own, a moment behind history: takes the batches that were written since,
 * and stores the terms that their messages have now. Looking at a batch twice does no harm.
 */
@ApplicationScoped
class SearchIndexer {
    private static final Logger LOG = Logger.getLogger(SearchIndexer.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int BATCHES = 64;

    private final Database database;
    private final PostgresSearchIndex index;
    private final Words words;
    private final Schema schema;
    private final AtomicLong backlog;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private volatile Thread thread;

    SearchIndexer(Database database, PostgresSearchIndex index, Words words, Schema schema, MeterRegistry registry) {
        this.database = database;
        this.index = index;
        this.words = words;
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
            boolean more = false;
            for (int partition : database.read(index::partitions)) {
                more |= database.inTransaction(connection -> indexed(connection, partition));
            }
            backlog.set(database.read(index::backlog));
            backoff.reset();
            return more ? Duration.ZERO : PAUSE;
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

    private boolean indexed(Connection connection, int partition) throws SQLException {
        if (!index.lock(connection, partition)) {
            return false;
        }
        List<Long> batches = index.oldest(connection, partition, BATCHES);
        Set<MessageKey> touched = index.touched(connection, partition, batches);
        List<Entry> entries = new ArrayList<>();
        List<MessageKey> empty = new ArrayList<>();
        for (Current message : index.current(connection, touched)) {
            String terms = message.text() == null ? "" : terms(message.text());
            if (terms.isEmpty()) {
                empty.add(message.key());
            } else {
                entries.add(new Entry(message.key(), message.at(), terms));
            }
        }
        index.put(connection, entries);
        index.remove(connection, empty);
        index.done(connection, partition, batches);
        return batches.size() == BATCHES;
    }

    private String terms(String text) {
        return words.inText(text).stream().map(Word::term).distinct().collect(Collectors.joining("\n"));
    }
}
