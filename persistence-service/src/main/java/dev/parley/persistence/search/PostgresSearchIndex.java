package dev.parley.persistence.search;

import dev.parley.persistence.database.Rows;
import dev.parley.persistence.message.EventTexts;
import dev.parley.persistence.message.MessageKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The indexer's statements. */
@ApplicationScoped
class PostgresSearchIndex {
    /**
     * One indexer a partition at a time: two that read one message's state before and after an edit might write in the
     * other order.
     */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('parley.search'), ?)";

    private static final String PARTITIONS = "select distinct partition from unindexed";

    private static final String OLDEST = """
            select id from unindexed where partition = ? order by id limit ?""";

    private static final String TOUCHED = """
            select e.conversation_id, e.seq, e.kind, case when e.kind = 'message' then null else e.body end
            from unindexed u
            cross join lateral unnest(u.conversation_ids, u.from_seqs, u.to_seqs) k (conversation_id, from_seq, to_seq)
            cross join lateral (
                select * from events e
                where e.conversation_id = k.conversation_id and e.seq between k.from_seq and k.to_seq
                  and e.kind in ('message', 'edit', 'delete')) e
            where u.partition = ? and u.id = any (?)""";

    private static final String TEXTS = """
            select k.conversation_id, k.seq, m.at, case when m.erased then null else coalesce(m.edit, m.body) end
            from unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq)
            cross join lateral (
                select m.at, m.erased, m.body, (
                    select e.body from events e
                    where e.conversation_id = k.conversation_id and e.seq = (
                        select max(d.seq) from edits d
                        where d.conversation_id = k.conversation_id and d.target = k.seq)) as edit
                from events m
                where m.conversation_id = k.conversation_id and m.seq = k.seq and m.kind = 'message') m""";

    private static final String PUT = """
            insert into message_terms (conversation_id, seq, at, terms)
            select k.conversation_id, k.seq, k.at, array_to_tsvector(string_to_array(k.terms, E'\\n'))
            from unnest(?::uuid[], ?::bigint[], ?::timestamptz[], ?::text[]) k (conversation_id, seq, at, terms)
            on conflict (conversation_id, seq) do update set terms = excluded.terms""";

    private static final String REMOVE = """
            delete from message_terms t using unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq)
            where t.conversation_id = k.conversation_id and t.seq = k.seq""";

    private static final String DONE = "delete from unindexed where partition = ? and id = any (?)";

    private static final String BACKLOG = "select count(*) from unindexed";

    private final EventTexts texts;

    PostgresSearchIndex(EventTexts texts) {
        this.texts = texts;
    }

    /** A message as it reads now; text is null if it is deleted. */
    record Current(MessageKey key, Instant at, String text) {}

    /** A message's terms, joined by newlines. */
    record Entry(MessageKey key, Instant at, String terms) {}

    List<Integer> partitions(Connection connection) throws SQLException {
        List<Integer> partitions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PARTITIONS);
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                partitions.add(found.getInt(1));
            }
        }
        return partitions;
    }

    boolean lock(Connection connection, int partition) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setInt(1, partition);
            try (ResultSet got = lock.executeQuery()) {
                got.next();
                return got.getBoolean(1);
            }
        }
    }

    /** The oldest written batches of a partition that have not been looked at. */
    List<Long> oldest(Connection connection, int partition, int limit) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            select.setInt(1, partition);
            select.setInt(2, limit);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    ids.add(found.getLong(1));
                }
            }
        }
        return ids;
    }

    /** The messages whose text those batches made, changed or took away. */
    Set<MessageKey> touched(Connection connection, int partition, List<Long> ids) throws SQLException {
        Set<MessageKey> touched = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(TOUCHED)) {
            bindIds(connection, select, partition, ids);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    byte[] body = found.getBytes(4);
                    long seq = body == null ? found.getLong(2) : texts.targetIn(body);
                    touched.add(new MessageKey(found.getObject(1, UUID.class), seq));
                }
            }
        }
        return touched;
    }

    List<Current> current(Connection connection, Collection<MessageKey> keys) throws SQLException {
        List<Current> current = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TEXTS)) {
            bindKeys(connection, select, keys);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    byte[] body = found.getBytes(4);
                    current.add(new Current(
                            new MessageKey(found.getObject(1, UUID.class), found.getLong(2)),
                            found.getObject(3, OffsetDateTime.class).toInstant(),
                            body == null ? null : texts.textIn(body)));
                }
            }
        }
        return current;
    }

    void put(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(PUT)) {
            Rows.bind(connection, upsert, entries)
                    .uuids(entry -> entry.key().conversation())
                    .longs(entry -> entry.key().seq())
                    .instants(Entry::at)
                    .texts(Entry::terms);
            upsert.executeUpdate();
        }
    }

    void remove(Connection connection, List<MessageKey> keys) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            bindKeys(connection, delete, keys);
            delete.executeUpdate();
        }
    }

    void done(Connection connection, int partition, List<Long> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DONE)) {
            bindIds(connection, delete, partition, ids);
            delete.executeUpdate();
        }
    }

    long backlog(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BACKLOG);
                ResultSet found = select.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void bindIds(Connection connection, PreparedStatement statement, int partition, List<Long> ids)
            throws SQLException {
        statement.setInt(1, partition);
        Rows.bindFrom(2, connection, statement, ids).longs(id -> id);
    }

    private static void bindKeys(Connection connection, PreparedStatement statement, Collection<MessageKey> keys)
            throws SQLException {
        Rows.bind(connection, statement, keys).uuids(MessageKey::conversation).longs(MessageKey::seq);
    }
}
