package dev.parley.persistence.whereabouts;

import dev.parley.api.id.UserId;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.database.ReadPool;
import dev.parley.persistence.whereabouts.Whereabouts.Delivered;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What the tables say of a message. Blocks its caller. */
@ApplicationScoped
class PostgresWhereabouts {
    private static final String BY_SEQ = """
            select seq, kind, sender, client_id, at from events where conversation_id = ? and seq = ?""";

    /** No index has the id alone: this reads the conversation's part of the unique key, which is enough for people. */
    private static final String BY_ID = """
            select seq, kind, sender, client_id, at from events
            where conversation_id = ? and client_id = ? order by seq limit 1""";

    private static final String POSITION = """
            select next_offset from partition_offsets where topic = ? and partition = ?""";

    private static final String MARKS = """
            select user_id, delivered_seq >= ?, read_seq >= ? from memberships where conversation_id = ? order by ordinal""";

    private final ReadPool pool;

    PostgresWhereabouts(ReadPool pool) {
        this.pool = pool;
    }

    Optional<KnownEvent> bySeq(UUID conversation, long seq) {
        return pool.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(BY_SEQ)) {
                select.setObject(1, conversation);
                select.setLong(2, seq);
                return event(select);
            }
        });
    }

    Optional<KnownEvent> byId(UUID conversation, UUID id) {
        return pool.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
                select.setObject(1, conversation);
                select.setObject(2, id);
                return event(select);
            }
        });
    }

    /** The offset of the first record of a partition that history lacks. */
    OptionalLong position(int partition) {
        return pool.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(POSITION)) {
                select.setString(1, Topics.EVENTS);
                select.setInt(2, partition);
                try (ResultSet found = select.executeQuery()) {
                    return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    /** Which members have marked a seq. */
    Delivered delivered(UUID conversation, long seq) {
        return pool.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(MARKS)) {
                select.setLong(1, seq);
                select.setLong(2, seq);
                select.setObject(3, conversation);
                List<UserId> delivered = new ArrayList<>();
                List<UserId> read = new ArrayList<>();
                int members = 0;
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        members++;
                        UserId user = new UserId(found.getObject(1, UUID.class));
                        if (found.getBoolean(2)) {
                            delivered.add(user);
                        }
                        if (found.getBoolean(3)) {
                            read.add(user);
                        }
                    }
                }
                return new Delivered(members, delivered, read);
            }
        });
    }

    private static Optional<KnownEvent> event(PreparedStatement select) throws SQLException {
        try (ResultSet found = select.executeQuery()) {
            return found.next()
                    ? Optional.of(new KnownEvent(
                            found.getLong(1),
                            found.getString(2),
                            found.getObject(3, UUID.class),
                            found.getObject(4, UUID.class),
                            found.getObject(5, OffsetDateTime.class).toInstant()))
                    : Optional.empty();
        }
    }
}
