package dev.parley.persistence.search;

import dev.parley.persistence.message.EventTexts;
import dev.parley.persistence.message.MessageKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Finds messages. */
@ApplicationScoped
class PostgresSearch {
    /** Messages of one conversation that are looked through one by one. */
    private static final int NEWEST_EACH = 2_000;

    /** The same of all conversations together: fewer of each, where there are many. */
    private static final int NEWEST_ALL = 100_000;

    /**
     * Looks through the newest messages of each conversation, for the words and for the beginning of the last one.
     * Where that leaves something to be found, the words are looked for in all of it: from its end, or, if they are
     * rare, by the index. The index cannot help with a beginning: it would gather that from everybody's messages first.
     *
     * <p>A message that was deleted a moment ago may still be in the index; its row in events already says so.
     */
    static final String FIND = """
            with mine as materialized (
                select s.conversation_id from memberships s
                where s.user_id = ? and (?::uuid is null or s.conversation_id = ?)),
            found as materialized (
                select t.* from mine cross join lateral (
                    with newest as materialized (
                        select n.conversation_id, n.seq, n.at
                        from (
                            select * from message_terms n
                            where n.conversation_id = mine.conversation_id
                            order by n.seq desc
                            limit (select least(?::int, ?::int / greatest(1, count(*))) from mine)) n
                        where n.terms @@ ?::tsquery
                        order by n.seq desc limit ?)
                    select * from newest
                    union
                    (select t.conversation_id, t.seq, t.at from message_terms t
                    where t.conversation_id = mine.conversation_id and t.terms @@ ?::tsquery
                      and (select count(*) from newest) < ?
                    order by t.seq desc limit ?)) t
                order by t.at desc, t.conversation_id, t.seq desc limit ?)
            select f.conversation_id, f.seq, coalesce((
                select e.body from events e
                where e.conversation_id = f.conversation_id and e.seq = (
                    select max(d.seq) from edits d where d.conversation_id = f.conversation_id and d.target = f.seq)),
                m.body)
            from found f
            cross join lateral (
                select m.body from events m
                where m.conversation_id = f.conversation_id and m.seq = f.seq and not m.erased) m
            order by f.at desc, f.conversation_id, f.seq desc""";

    private final EventTexts texts;

    PostgresSearch(EventTexts texts) {
        this.texts = texts;
    }

    /**
     * The newest messages that match, in the caller's conversations or in one of them, and what each of them reads now.
     *
     * @param conversation or null
     */
    Map<MessageKey, String> find(Connection connection, UUID caller, UUID conversation, Query query, int limit)
            throws SQLException {
        Map<MessageKey, String> found = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            bind(select, caller, conversation, query, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    MessageKey key = new MessageKey(rows.getObject(1, UUID.class), rows.getLong(2));
                    found.put(key, texts.textIn(rows.getBytes(3)));
                }
            }
        }
        return found;
    }

    static void bind(PreparedStatement select, UUID caller, UUID conversation, Query query, int limit)
            throws SQLException {
        select.setObject(1, caller);
        select.setObject(2, conversation);
        select.setObject(3, conversation);
        select.setInt(4, NEWEST_EACH);
        select.setInt(5, NEWEST_ALL);
        select.setString(6, query.begun());
        select.setInt(7, limit);
        select.setString(8, query.whole());
        select.setInt(9, limit);
        select.setInt(10, limit);
        select.setInt(11, limit);
    }
}
