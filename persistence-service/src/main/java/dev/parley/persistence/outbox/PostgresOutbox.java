package dev.parley.persistence.outbox;

import dev.parley.persistence.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The relay's statements. */
@ApplicationScoped
class PostgresOutbox {
    /** One relay at a time, whatever the number of instances: so the order of ids is the order of sending. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('parley.outbox'))";

    private static final String OLDEST = """
            select conversation_id, id, topic, value from outbox order by id limit ?""";

    private static final String DELETE = """
            delete from outbox o using unnest(?::uuid[], ?::bigint[]) k (conversation_id, id)
            where o.conversation_id = k.conversation_id and o.id = k.id""";

    private static final String DEPTH = "select count(*), min(created_at) from outbox";

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Row(UUID conversation, long id, String topic, byte[] value) {}

    /** How many records wait, and since when the oldest does (null if none). */
    record Depth(long rows, Instant oldest) {}

    boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet got = lock.executeQuery()) {
            got.next();
            return got.getBoolean(1);
        }
    }

    List<Row> oldest(Connection connection, int limit) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            select.setInt(1, limit);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getObject(1, UUID.class), found.getLong(2), found.getString(3), found.getBytes(4)));
                }
            }
        }
        return rows;
    }

    void delete(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            Rows.bind(connection, delete, rows).uuids(Row::conversation).longs(Row::id);
            delete.executeUpdate();
        }
    }

    Depth depth(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DEPTH);
                ResultSet found = select.executeQuery()) {
            found.next();
            OffsetDateTime oldest = found.getObject(2, OffsetDateTime.class);
            return new Depth(found.getLong(1), oldest == null ? null : oldest.toInstant());
        }
    }
}
