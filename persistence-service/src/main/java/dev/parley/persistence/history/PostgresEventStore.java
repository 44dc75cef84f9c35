package dev.parley.persistence.history;

import dev.parley.api.event.ChatEvent;
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

    /** Always in the same order, so that two writers of the same partitions never wait for each other. */
    private static final String HOLD = """
            select partition, next_offset from partition_offsets
            where topic = ? and partition = any (?::bigint[])
            order by partition
            for update""";

    private static final String MOVE_OFFSETS = """
            update partition_offsets p set next_offset = k.next
            from unnest(?::bigint[], ?::bigint[]) k (partition, next)
            where p.topic = ? and p.partition = k.partition""";

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
            insert into unindexed (partition, conversation_ids, from_seqs, to_seqs)
            select k.partition, array_agg(k.conversation_id), array_agg(k.seq), array_agg(k.seq)
            from (select distinct * from unnest(?::bigint[], ?::uuid[], ?::bigint[])) k (partition, conversation_id, seq)
            group by k.partition""";

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
     * Moves the offsets of the batches' partitions if all of them are where the caller left them, and holds their rows
     * until the transaction ends, so that two writers of one partition never both read what follows.
     *
     * @param batches of one topic, one a partition
     * @return false if somebody else has moved one, and then none is moved: the caller is no longer its writer
     */
    boolean moveOffsets(Connection connection, List<Batch> batches) throws SQLException {
        String topic = batches.getFirst().partition().topic();
        Map<Integer, Long> offsets = hold(connection, topic, batches);
        for (Batch batch : batches) {
            Long offset = offsets.get(batch.partition().partition());
            if (offset == null || offset != batch.expected()) {
                return false;
            }
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE_OFFSETS)) {
            Rows.bind(connection, move, batches)
                    .longs(PostgresEventStore::number)
                    .longs(Batch::next);
            move.setString(3, topic);
            return move.executeUpdate() == batches.size();
        }
    }

    private static Map<Integer, Long> hold(Connection connection, String topic, List<Batch> batches)
            throws SQLException {
        Map<Integer, Long> offsets = new HashMap<>();
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setString(1, topic);
            Rows.bindFrom(2, connection, hold, batches).longs(PostgresEventStore::number);
            try (ResultSet held = hold.executeQuery()) {
                while (held.next()) {
                    offsets.put(held.getInt(1), held.getLong(2));
                }
            }
        }
        return offsets;
    }

    private static long number(Batch batch) {
        return batch.partition().partition();
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

    /** Leaves it to the search index to look again at the messages that these edits and deletes name: at each once. */
    void leaveToIndex(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LEAVE_TO_INDEX)) {
            Rows.bind(connection, insert, rows)
                    .longs(row -> (long) row.partition())
                    .uuids(EventRow::conversation)
                    .longs(PostgresEventStore::target);
            insert.executeUpdate();
        }
    }

    private static long target(EventRow row) {
        return switch (row.event()) {
            case ChatEvent.Edit edit -> edit.target();
            case ChatEvent.Delete delete -> delete.target();
            default -> row.seq();
        };
    }
}
