package dev.parley.persistence.history;

import dev.parley.persistence.database.Rows;
import dev.parley.persistence.history.Numbering.Head;
import dev.parley.persistence.history.Numbering.Identity;
import dev.parley.persistence.history.Numbering.Moved;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * The statements that write a batch of events: each one is sent once a batch, however many records it has. All run on the
 * connection of the caller's transaction.
 *
 * <p>Look-ups are scalar subqueries on purpose: Postgres then always takes the index for each row, and never the hash of a
 * whole table that a plan made for other array lengths might prefer.
 */
@ApplicationScoped
class PostgresEventStore {
    private static final String POSITION = """
            select next_offset from partition_offsets where topic = ? and partition = ?""";

    private static final String FIRST_POSITION = """
            insert into partition_offsets (topic, partition, next_offset) values (?, ?, 0)
            on conflict (topic, partition) do nothing""";

    private static final String MOVE_OFFSET = """
            update partition_offsets set next_offset = ? where topic = ? and partition = ? and next_offset = ?""";

    private static final String HEADS = """
            select k.id,
                   coalesce((select h.last_seq from heads h where h.conversation_id = k.id), 0),
                   (select true from conversations c where c.id = k.id) is not null
            from unnest(?::uuid[]) k (id)""";

    private static final String STORED = """
            select * from (
                select k.conversation_id, k.sender, k.client_id,
                       (select e.seq from events e
                        where e.conversation_id = k.conversation_id
                          and e.sender = k.sender
                          and e.client_id = k.client_id) as seq
                from unnest(?::uuid[], ?::uuid[], ?::uuid[]) k (conversation_id, sender, client_id)) found
            where found.seq is not null""";

    private static final String INSERT = """
            insert into events (conversation_id, seq, kind, sender, client_id, at, body)
            select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::bytea[])""";

    private static final String MOVE_HEADS = """
            insert into heads as h (conversation_id, last_seq, last_message_seq, last_at)
            select * from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[])
            on conflict (conversation_id) do update
            set last_seq = excluded.last_seq,
                last_message_seq = greatest(h.last_message_seq, excluded.last_message_seq),
                last_at = greatest(h.last_at, excluded.last_at)""";

    private static final String LEAVE_TO_INDEX = """
            insert into unindexed (partition, conversation_ids, from_seqs, to_seqs) values (?, ?, ?, ?)""";

    /** The next record of a partition that history lacks; the first one if it has none yet. */
    long position(Connection connection, TopicPartition partition) throws SQLException {
        try (PreparedStatement first = connection.prepareStatement(FIRST_POSITION);
                PreparedStatement position = connection.prepareStatement(POSITION)) {
            first.setString(1, partition.topic());
            first.setInt(2, partition.partition());
            first.executeUpdate();
            position.setString(1, partition.topic());
            position.setInt(2, partition.partition());
            try (ResultSet found = position.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /**
     * Moves a partition's offset if it is where the caller left it, and holds its row until the transaction ends, so that
     * two writers of one partition never both read what follows.
     *
     * @return false if somebody else has moved it: the caller is no longer this partition's writer
     */
    boolean moveOffset(Connection connection, TopicPartition partition, long expected, long next) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE_OFFSET)) {
            move.setLong(1, next);
            move.setString(2, partition.topic());
            move.setInt(3, partition.partition());
            move.setLong(4, expected);
            return move.executeUpdate() == 1;
        }
    }

    Map<UUID, Head> heads(Connection connection, Set<UUID> conversations) throws SQLException {
        Map<UUID, Head> heads = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(HEADS)) {
            Rows.bind(connection, select, conversations).uuids(id -> id);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    heads.put(found.getObject(1, UUID.class), new Head(found.getLong(2), found.getBoolean(3)));
                }
            }
        }
        return heads;
    }

    /** Those of the identities that history has. */
    Set<Identity> stored(Connection connection, Collection<Identity> identities) throws SQLException {
        Set<Identity> stored = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(STORED)) {
            Rows.bind(connection, select, identities)
                    .uuids(Identity::conversation)
                    .uuids(Identity::sender)
                    .uuids(Identity::id);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    stored.add(new Identity(
                            found.getObject(1, UUID.class),
                            found.getObject(2, UUID.class),
                            found.getObject(3, UUID.class)));
                }
            }
        }
        return stored;
    }

    void insert(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Rows.bind(connection, insert, rows)
                    .uuids(EventRow::conversation)
                    .longs(EventRow::seq)
                    .texts(EventRow::kind)
                    .uuids(EventRow::sender)
                    .uuids(EventRow::clientId)
                    .instants(EventRow::at)
                    .bytes(EventRow::body);
            insert.executeUpdate();
        }
    }

    void moveHeads(Connection connection, List<Moved> moved) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(MOVE_HEADS)) {
            Rows.bind(connection, upsert, moved)
                    .uuids(Moved::conversation)
                    .longs(Moved::lastSeq)
                    .longs(Moved::lastMessageSeq)
                    .instants(Moved::lastAt);
            upsert.executeUpdate();
        }
    }

    /** Tells the search index which events are new. */
    void leaveToIndex(Connection connection, int partition, List<Moved> moved) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LEAVE_TO_INDEX)) {
            insert.setInt(1, partition);
            Rows.bindFrom(2, connection, insert, moved)
                    .uuids(Moved::conversation)
                    .longs(Moved::firstSeq)
                    .longs(Moved::lastSeq);
            insert.executeUpdate();
        }
    }
}
