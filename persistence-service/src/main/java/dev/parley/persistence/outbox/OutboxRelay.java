package dev.parley.persistence.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.persistence.database.Database;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.kafka.DurableProducer;
import dev.parley.persistence.kafka.DurableProducer.NotDelivered;
import dev.parley.persistence.outbox.PostgresOutbox.Row;
import dev.parley.persistence.retry.Backoff;
import dev.parley.persistence.schema.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Sends what is in the outbox, on a virtual thread of its own: at once when this instance has added something, every
 * second for what others left behind. While Kafka is away the rows wait.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int ROWS = 500;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Database database;
    private final PostgresOutbox outbox;
    private final DurableProducer producer;
    private final OutboxMetrics metrics;
    private final Schema schema;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Semaphore nudges = new Semaphore(0);
    private volatile Thread thread;

    OutboxRelay(
            Database database, PostgresOutbox outbox, DurableProducer producer, OutboxMetrics metrics, Schema schema) {
        this.database = database;
        this.outbox = outbox;
        this.producer = producer;
        this.metrics = metrics;
        this.schema = schema;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("outbox").start(this::live);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    void nudge(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Filled filled) {
        nudges.release();
    }

    private void live() {
        try {
            schema.await();
            while (!Thread.currentThread().isInterrupted()) {
                if (relayed()) {
                    backoff.reset();
                    nudges.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                    nudges.drainPermits();
                } else {
                    Thread.sleep(backoff.next());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean relayed() {
        try {
            boolean more = true;
            while (more) {
                more = database.inTransaction(this::sendOldest);
            }
            metrics.depth(database.read(outbox::depth));
            return true;
        } catch (NotDelivered | SqlFailure failure) {
            if (backoff.isFresh()) {
                LOG.warnf("event=outbox_waits action=retry cause=%s", failure.getMessage());
            }
            return false;
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "event=outbox_fault action=retry");
            return false;
        }
    }

    /** Answers whether there is more. Rows are deleted only when Kafka has them; if that commit fails, they go again. */
    private boolean sendOldest(Connection connection) throws SQLException {
        List<Row> rows = outbox.lock(connection) ? outbox.oldest(connection, ROWS) : List.of();
        for (List<Row> wave : wavesOf(rows)) {
            producer.send(wave.stream().map(OutboxRelay::record).toList());
        }
        outbox.delete(connection, rows);
        return rows.size() == ROWS;
    }

    /**
     * Rows that may be under way together: no two of a conversation. Were they, and the first one lost, the second would
     * overtake it.
     */
    static List<List<Row>> wavesOf(List<Row> rows) {
        List<List<Row>> waves = new ArrayList<>();
        List<Row> rest = rows;
        while (!rest.isEmpty()) {
            Set<UUID> taken = new HashSet<>();
            List<Row> wave = new ArrayList<>();
            List<Row> later = new ArrayList<>();
            for (Row row : rest) {
                (taken.add(row.conversation()) ? wave : later).add(row);
            }
            waves.add(wave);
            rest = later;
        }
        return waves;
    }

    private static ProducerRecord<byte[], byte[]> record(Row row) {
        return new ProducerRecord<>(row.topic(), row.conversation().toString().getBytes(US_ASCII), row.value());
    }
}
