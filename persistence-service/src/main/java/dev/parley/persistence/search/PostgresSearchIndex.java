package dev.parley.persistence.search;

import dev.parley.persistence.database.Rows;
import dev.parley.persistence.message.EventTexts;
import dev.parley.persistence.message.MessageKey;
import dev.parley.persistence.search.MessageTerms.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final String LOCK = """
            with waiting as materialized (select distinct partition from unindexed)
            select partition from waiting where pg_try_advisory_xact_lock(hashtext('parley.search'), partition)""";

    private static final String OLDEST = """
            select id from unindexed where partition = any (?::bigint[]) order by id limit ?""";

    private static final String TOUCHED = """
            select e.conversation_id, e.seq, e.kind, case when e.kind = 'message' then null else e.body end
            from unindexed u
            cross join lateral unnest(u.conversation_ids, u.from_seqs, u.to_seqs) k (conversation_id, from_seq, to_seq)
            cross join lateral (
                select * from events e
                where e.conversation_id = k.conversation_id and e.seq between k.from_seq and k.to_seq
                  and e.kind in ('message', 'edit', 'delete')) e
            where u.partition = any (?::bigint[]) and u.id = any (?)""";

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

    private static final String DONE = "delete from unindexed where partition = any (?::bigint[]) and id = any (?)";

    private static final String BACKLOG = "select count(*) from unindexed";

    private final EventTexts texts;

    PostgresSearchIndex(EventTexts texts) {
        this.texts = texts;
    }

    /**
     * Of the partitions that have something to look at, those that nobody else looks at; held until the transaction
     * ends.
     */
    List<Long> lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            return numbers(lock);
        }
    }

    /** The oldest written batches of these partitions that have not been looked at. */
    List<Long> oldest(Connection connection, List<Long> partitions, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            Rows.bind(connection, select, partitions).longs(partition -> partition);
            select.setInt(2, limit);
            return numbers(select);
        }
    }

    private static List<Long> numbers(PreparedStatement select) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                numbers.add(found.getLong(1));
            }
        }
        return numbers;
    }

    /** The messages whose text those batches made, changed or took away. */
    Set<MessageKey> touched(Connection connection, List<Long> partitions, List<Long> ids) throws SQLException {
        Set<MessageKey> touched = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(TOUCHED)) {
            bindIds(connection, select, partitions, ids);
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

    List<Reading> current(Connection connection, Collection<MessageKey> keys) throws SQLException {
        List<Reading> current = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TEXTS)) {
            bindKeys(connection, select, keys);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    byte[] body = found.getBytes(4);
                    current.add(new Reading(
                            new MessageKey(found.getObject(1, UUID.class), found.getLong(2)),
                            found.getObject(3, OffsetDateTime.class).toInstant(),
                            body == null ? null : texts.textIn(body)));
                }
            }
        }
        return current;
    }

    void done(Connection connection, List<Long> partitions, List<Long> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DONE)) {
            bindIds(connection, delete, partitions, ids);
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

    private static void bindIds(
            Connection connection, PreparedStatement statement, List<Long> partitions, List<Long> ids)
            throws SQLException {
        Rows.bind(connection, statement, partitions).longs(partition -> partition);
        Rows.bindFrom(2, connection, statement, ids).longs(id -> id);
    }

    private static void bindKeys(Connection connection, PreparedStatement statement, Collection<MessageKey> keys)
            throws SQLException {
        Rows.bind(connection, statement, keys).uuids(MessageKey::conversation).longs(MessageKey::seq);
    }
}
