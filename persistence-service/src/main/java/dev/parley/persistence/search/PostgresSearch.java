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
    /** A message that was deleted a moment ago may still be in the index; its row in events already says so. */
    private static final String FIND = """
            select t.conversation_id, t.seq, coalesce((
                select e.body from events e
                where e.conversation_id = t.conversation_id and e.seq = (
                    select max(d.seq) from edits d where d.conversation_id = t.conversation_id and d.target = t.seq)),
                m.body)
            from message_terms t
            join events m on m.conversation_id = t.conversation_id and m.seq = t.seq and not m.erased
            where t.conversation_id in (
                    select s.conversation_id from memberships s
                    where s.user_id = ? and (?::uuid is null or s.conversation_id = ?))
              and t.terms @@ ?::tsquery
            order by t.at desc, t.conversation_id, t.seq desc
            limit ?""";

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
            select.setObject(1, caller);
            select.setObject(2, conversation);
            select.setObject(3, conversation);
            select.setString(4, query.tsquery());
            select.setInt(5, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    MessageKey key = new MessageKey(rows.getObject(1, UUID.class), rows.getLong(2));
                    found.put(key, texts.textIn(rows.getBytes(3)));
                }
            }
        }
        return found;
    }
}
