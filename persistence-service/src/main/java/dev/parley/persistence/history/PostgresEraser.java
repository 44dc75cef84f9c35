package dev.parley.persistence.history;

import dev.parley.persistence.database.Rows;
import dev.parley.persistence.message.MessageKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/**
 * Takes the text out of deleted messages and of all their edits, so that no reader, of whatever kind, can show it.
 *
 * <p>A message can have any number of edits, so none is read for it: Postgres writes the bodies anew from the columns,
 * as message-service would write them with an empty text. Fields that this version does not know are not kept.
 */
@ApplicationScoped
class PostgresEraser {
    /** 1: which events: conversation_id, the target (of an edit; else null), and seq. */
    private static final String ERASE = """
            update events e set erased = true, body = convert_to(
                '{"kind":"' || e.kind || '","sender":"' || e.sender || '","id":"' || e.client_id
                || '","at":"' || to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'
                || case e.kind
                    when 'edit' then ',"target":' || k.target || ',"text":""'
                    else ',"text":""' || coalesce(
                        ',"replyTo":' || substring(encode(e.body, 'escape') from ',"replyTo":([0-9]+)'), '') end
                || '}', 'UTF8')
            from (%s) k
            where e.conversation_id = k.conversation_id and e.seq = k.seq and not e.erased""";

    private static final String ERASE_MESSAGES = ERASE.formatted("""
            with deleted as (select * from unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq))
            select conversation_id, null::bigint as target, seq from deleted
            union all
            select d.conversation_id, d.target, d.seq
            from deleted k join edits d on d.conversation_id = k.conversation_id and d.target = k.seq""");

    private static final String ERASE_EDITS = ERASE.formatted("""
            select * from unnest(?::uuid[], ?::bigint[], ?::bigint[]) k (conversation_id, target, seq)""");

    /** An edit that came after its message was deleted. */
    record LateEdit(UUID conversation, long target, long seq) {}

    /** Erases messages and all the edits of them that are noted. */
    void eraseMessages(Connection connection, Collection<MessageKey> messages) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ERASE_MESSAGES)) {
            Rows.bind(connection, update, messages)
                    .uuids(MessageKey::conversation)
                    .longs(MessageKey::seq);
            update.executeUpdate();
        }
    }

    /** Erases single edits. What was erased before them is not looked at again. */
    void eraseEdits(Connection connection, Collection<LateEdit> edits) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ERASE_EDITS)) {
            Rows.bind(connection, update, edits)
                    .uuids(LateEdit::conversation)
                    .longs(LateEdit::target)
                    .longs(LateEdit::seq);
            update.executeUpdate();
        }
    }
}
