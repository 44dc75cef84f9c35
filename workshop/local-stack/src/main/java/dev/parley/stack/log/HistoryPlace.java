package dev.parley.stack.log;

import dev.parley.api.topic.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** One connection to history, which says how far it has the log, which log that is, and what was in it. Blocks. */
final class HistoryPlace implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Connection database;

    HistoryPlace(History history) throws SQLException {
        this.database = DriverManager.getConnection(history.url(), history.user(), history.password());
        this.database.setAutoCommit(false);
    }

    /** An event as it lay in the log: its key, its time in milliseconds, and its value, or a void instead of what has been deleted since. */
    interface Reader {
        void read(UUID conversation, long time, byte[] value) throws ExecutionException, InterruptedException;
    }

    /** Partition to the offset of the first record that history lacks. */
    Map<Integer, Long> offsets() throws SQLException {
        Map<Integer, Long> offsets = new TreeMap<>();
        try (PreparedStatement query =
                database.prepareStatement("select partition, next_offset from partition_offsets where topic = ?")) {
            query.setString(1, Topics.EVENTS);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    offsets.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return offsets;
    }

    /** The id of the topic that history was made of; empty if it has not met any. */
    Optional<UUID> log() throws SQLException {
        try (PreparedStatement query = database.prepareStatement("select id from logs where topic = ?")) {
            query.setString(1, Topics.EVENTS);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** Every event, those of a conversation in their order. Returns how many there were. */
    long events(Reader reader) throws SQLException, ExecutionException, InterruptedException {
        long events = 0;
        try (PreparedStatement query = database.prepareStatement(
                "select conversation_id, at, body from events order by conversation_id, seq")) {
            query.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Timestamp at = rows.getTimestamp(2);
                    reader.read(rows.getObject(1, UUID.class), at.getTime(), rows.getBytes(3));
                    events++;
                }
            }
        }
        return events;
    }

    /** This topic is the log from now on, and this far history has it. */
    void tell(UUID log, Map<Integer, Long> offsets) throws SQLException {
        try (PreparedStatement forget = database.prepareStatement("delete from partition_offsets where topic = ?");
                PreparedStatement insert = database.prepareStatement(
                        "insert into partition_offsets (topic, partition, next_offset) values (?, ?, ?)");
                PreparedStatement know = database.prepareStatement(
                        "insert into logs (topic, id) values (?, ?) on conflict (topic) do update set id = excluded.id")) {
            forget.setString(1, Topics.EVENTS);
            forget.executeUpdate();
            for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
                insert.setString(1, Topics.EVENTS);
                insert.setInt(2, offset.getKey());
                insert.setLong(3, offset.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
            know.setString(1, Topics.EVENTS);
            know.setObject(2, log);
            know.executeUpdate();
        }
        database.commit();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
