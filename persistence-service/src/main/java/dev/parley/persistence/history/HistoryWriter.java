package dev.parley.persistence.history;

import dev.parley.api.event.ChatEvent;
import dev.parley.persistence.database.Database;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.history.Numbering.Head;
import dev.parley.persistence.history.Numbering.Identity;
import dev.parley.persistence.kafka.DurableProducer.NotDelivered;
import dev.parley.persistence.message.MessageKey;
import dev.parley.persistence.search.MessageTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Writes batches of several partitions in one transaction: all of them are in history and the partitions' offsets
 * behind them, or nothing is. Blocks its caller, the consumer's thread.
 *
 * <p>The offsets are moved first, from where the caller believes them to be. That both finds out a zombie before it
 * reads anything and lets a second writer of a partition wait until the first has ended. A conversation's records are
 * all in one partition, so what one batch does never depends on another.
 */
@ApplicationScoped
class HistoryWriter {
    private static final Logger LOG = Logger.getLogger(HistoryWriter.class);

    private final Database database;
    private final PostgresEventStore store;
    private final PostgresChanges changes;
    private final MessageTerms terms;
    private final DeadLetters deadLetters;
    private final HistoryMetrics metrics;
    private final HistoryTraces traces;

    HistoryWriter(
            Database database,
            PostgresEventStore store,
            PostgresChanges changes,
            MessageTerms terms,
            DeadLetters deadLetters,
            HistoryMetrics metrics,
            HistoryTraces traces) {
        this.database = database;
        this.store = store;
        this.changes = changes;
        this.terms = terms;
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
     * Writes batches, all or none.
     *
     * @param batches of one topic, one a partition; not empty
     */
    WriteResult write(List<Batch> batches) {
        long start = System.nanoTime();
        try {
            List<LogRecord> records =
                    batches.stream().flatMap(batch -> batch.records().stream()).toList();
            Numbering numbering = database.inTransaction(
                    connection -> store.moveOffsets(connection, batches) ? store(connection, records) : null);
            metrics.transaction();
            if (numbering == null) {
                return new WriteResult.Overtaken();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            metrics.written(records.size(), took, numbering.voided());
            traces.stored(records, numbering.rows(), took);
            return new WriteResult.Written();
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

    private Numbering store(Connection connection, List<LogRecord> records) throws SQLException {
        Numbering numbering = number(connection, records);
        List<EventRow> rows = numbering.rows();
        if (numbering.voided().stream().anyMatch(one -> one.reason().isDeadLetter())) {
            deadLetters.lay(numbering.voided());
        }
        if (!rows.isEmpty()) {
            store.insert(connection, rows);
            store.moveHeads(connection, numbering.moved());
            changes.apply(connection, rows);
            index(connection, rows);
        }
        return numbering;
    }

    /** New messages are indexed from the text in hand; what an edit or a delete leaves of one is looked up later. */
    private void index(Connection connection, List<EventRow> rows) throws SQLException {
        List<MessageTerms.Reading> messages = new ArrayList<>();
        List<EventRow> changing = new ArrayList<>();
        for (EventRow row : rows) {
            if (row.event() instanceof ChatEvent.Message message) {
                messages.add(new MessageTerms.Reading(
                        new MessageKey(row.conversation(), row.seq()), row.at(), message.text()));
            } else if (row.event() instanceof ChatEvent.Edit || row.event() instanceof ChatEvent.Delete) {
                changing.add(row);
            }
        }
        terms.put(connection, messages);
        if (!changing.isEmpty()) {
            store.leaveToIndex(connection, changing);
        }
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
