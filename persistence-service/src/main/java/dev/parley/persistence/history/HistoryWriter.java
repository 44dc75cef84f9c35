package dev.parley.persistence.history;

import dev.parley.persistence.database.Database;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.history.Numbering.Head;
import dev.parley.persistence.history.Numbering.Identity;
import dev.parley.persistence.kafka.DurableProducer.NotDelivered;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Writes batches, each in one transaction: all of a batch is in history and the partition's offset is behind it, or
 * nothing is. Blocks its caller, the consumer's thread.
 *
 * <p>The offset is moved first, from where the caller believes it to be. That both finds out a zombie before it reads
 * anything and lets a second writer of the partition wait until the first has ended.
 */
@ApplicationScoped
class HistoryWriter {
    private static final Logger LOG = Logger.getLogger(HistoryWriter.class);

    private final Database database;
    private final PostgresEventStore store;
    private final PostgresChanges changes;
    private final DeadLetters deadLetters;
    private final HistoryMetrics metrics;
    private final HistoryTraces traces;

    HistoryWriter(
            Database database,
            PostgresEventStore store,
            PostgresChanges changes,
            DeadLetters deadLetters,
            HistoryMetrics metrics,
            HistoryTraces traces) {
        this.database = database;
        this.store = store;
        this.changes = changes;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.traces = traces;
    }

    /**
     * The next record of a partition that history lacks.
     *
     * @throws SqlFailure if Postgres cannot tell
     */
    long position(TopicPartition partition) {
        return database.read(connection -> store.position(connection, partition));
    }

    /**
     * Writes a batch.
     *
     * @param expected where the partition's offset was left by the caller
     * @param records not empty, ascending, none before {@code expected}
     */
    WriteResult write(TopicPartition partition, long expected, List<LogRecord> records) {
        long next = records.getLast().offset() + 1;
        long start = System.nanoTime();
        try {
            Numbering numbering = database.inTransaction(connection -> {
                boolean ours = store.moveOffset(connection, partition, expected, next);
                return ours ? store(connection, partition, records) : null;
            });
            if (numbering == null) {
                metrics.zombie();
                return new WriteResult.Overtaken();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            metrics.written(records.size(), took, numbering.voided());
            traces.stored(records, numbering.rows(), took);
            return new WriteResult.Written(next);
        } catch (NotDelivered failure) {
            return new WriteResult.Unavailable("dead letters: " + failure.getMessage());
        } catch (SqlFailure failure) {
            return resultOf(failure);
        }
    }

    private static WriteResult resultOf(SqlFailure failure) {
        return switch (failure.meaning()) {
            case DATA -> new WriteResult.Refused(failure.state());
            case UNAVAILABLE -> new WriteResult.Unavailable(failure.getMessage());
            case FAULT -> {
                LOG.errorf(failure, "event=history_fault action=retry");
                yield new WriteResult.Unavailable(failure.getMessage());
            }
        };
    }

    private Numbering store(Connection connection, TopicPartition partition, List<LogRecord> records)
            throws SQLException {
        Numbering numbering = number(connection, records);
        if (numbering.voided().stream().anyMatch(one -> one.reason().isDeadLetter())) {
            deadLetters.lay(partition, numbering.voided());
        }
        if (!numbering.rows().isEmpty()) {
            store.insert(connection, numbering.rows());
            store.moveHeads(connection, numbering.moved());
            changes.apply(connection, numbering.rows());
            store.leaveToIndex(connection, partition.partition(), numbering.moved());
        }
        return numbering;
    }

    private Numbering number(Connection connection, List<LogRecord> records) throws SQLException {
        Set<UUID> conversations = new HashSet<>();
        Set<Identity> identities = new HashSet<>();
        for (LogRecord record : records) {
            if (record.conversation() != null) {
                conversations.add(record.conversation());
                if (record.event() != null) {
                    identities.add(Identity.of(record));
                }
            }
        }
        Map<UUID, Head> heads = store.heads(connection, conversations);
        Numbering numbering = new Numbering(heads, store.stored(connection, identities));
        records.forEach(numbering::add);
        return numbering;
    }
}
