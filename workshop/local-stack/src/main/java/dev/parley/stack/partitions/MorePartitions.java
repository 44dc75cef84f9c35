package dev.parley.stack.partitions;

import dev.parley.api.topic.Topics;
import dev.parley.stack.process.StackFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Gives the log of a stopped Parley another number of partitions: copies it aside by key, makes its topics anew, copies it back, and
 * tells history where it stands in the new log. What counts of a conversation is the order of its records, which stays; so seqs stay too.
 *
 * <p>Until {@code chat.events} is deleted everything can be given up and begun again; from then on the copy aside is the log, and stays
 * until the end. Blocks.
 */
public final class MorePartitions {
    private static final String ASIDE = Topics.EVENTS + ".aside";
    private static final Set<String> MOVED = Set.of(Topics.EVENTS, Topics.POSITIONS, Topics.RECEIPTS);

    private final String bootstrap;
    private final History history;
    private final Consumer<String> progress;

    /** Where history is. */
    public record History(String url, String user, String password) {}

    public MorePartitions(String bootstrap, History history, Consumer<String> progress) {
        this.bootstrap = bootstrap;
        this.history = history;
        this.progress = progress;
    }

    /**
     * Moves.
     *
     * @throws StackFailure if a service still runs, or history lacks something of the log
     */
    public void to(int partitions) {
        try (var topics = new LogTopics(bootstrap);
                var copy = new LogCopy(bootstrap);
                Connection database = DriverManager.getConnection(history.url(), history.user(), history.password())) {
            check(topics, database);
            // The log is whole, so what an earlier try left is of no use.
            topics.deleteIfThere(ASIDE);
            topics.createLike(Topics.EVENTS, ASIDE, partitions);
            long records = copy.byKey(Topics.EVENTS, ASIDE, topics.ends(Topics.EVENTS));
            progress.accept(records + " records lie aside in " + partitions + " partitions");
            for (String topic : MOVED) {
                topics.replace(topic, partitions);
            }
            long back = copy.partitionByPartition(ASIDE, Topics.EVENTS, topics.ends(ASIDE));
            if (back != records) {
                throw new StackFailure(back + " of " + records + " records came back; all of them are in " + ASIDE);
            }
            topics.forgetOffsets(MOVED);
            tell(database, topics.ends(Topics.EVENTS));
            topics.delete(ASIDE);
            progress.accept("done: start the services with PARLEY_EVENTS_PARTITIONS=" + partitions);
        } catch (ExecutionException | SQLException e) {
            throw new StackFailure("the log could not be moved: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }

    private static void check(LogTopics topics, Connection database)
            throws ExecutionException, InterruptedException, SQLException {
        Set<String> busy = topics.busyGroups(MOVED);
        if (!busy.isEmpty()) {
            throw new StackFailure(
                    "stop message-service and persistence-service first: groups " + busy + " have members");
        }
        topics.beginnings(Topics.EVENTS).forEach((partition, beginning) -> {
            if (beginning > 0) {
                throw new StackFailure(
                        "the log has lost its beginning: partition " + partition + " begins at " + beginning);
            }
        });
        Map<Integer, Long> stored = stored(database);
        topics.ends(Topics.EVENTS).forEach((partition, end) -> {
            long known = stored.getOrDefault(partition, 0L);
            if (known < end) {
                throw new StackFailure("history lacks the end of partition " + partition
                        + ": let persistence-service catch up, without fronts, and stop it again");
            }
            if (known > end) {
                throw new StackFailure("history knows more of partition " + partition
                        + " than the log has: if an earlier try broke off, the log is what lies in " + ASIDE);
            }
        });
    }

    private static Map<Integer, Long> stored(Connection database) throws SQLException {
        Map<Integer, Long> stored = new TreeMap<>();
        try (PreparedStatement query =
                database.prepareStatement("select partition, next_offset from partition_offsets where topic = ?")) {
            query.setString(1, Topics.EVENTS);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return stored;
    }

    /** All of the new log is in history already. */
    private static void tell(Connection database, Map<Integer, Long> ends) throws SQLException {
        database.setAutoCommit(false);
        try (PreparedStatement delete = database.prepareStatement("delete from partition_offsets where topic = ?");
                PreparedStatement insert = database.prepareStatement(
                        "insert into partition_offsets (topic, partition, next_offset) values (?, ?, ?)")) {
            delete.setString(1, Topics.EVENTS);
            delete.executeUpdate();
            for (Map.Entry<Integer, Long> end : ends.entrySet()) {
                insert.setString(1, Topics.EVENTS);
                insert.setInt(2, end.getKey());
                insert.setLong(3, end.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        database.commit();
    }
}
