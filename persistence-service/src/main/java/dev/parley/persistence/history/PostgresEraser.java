package dev.parley.persistence.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.persistence.database.Rows;
import dev.parley.persistence.message.MessageKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Takes the text out of deleted messages and of all their edits, so that no reader, of whatever kind, can show it. */
@ApplicationScoped
class PostgresEraser {
    private static final String FIND = """
            select e.conversation_id, e.seq, e.body
            from unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq)
            cross join lateral (
                select e.conversation_id, e.seq, e.body from events e
                where e.conversation_id = k.conversation_id
                  and not e.erased
                  and e.seq in (
                      select k.seq
                      union all
                      select d.seq from edits d where d.conversation_id = k.conversation_id and d.target = k.seq)) e""";

    private static final String ERASE = """
            update events e set body = k.body, erased = true
            from unnest(?::uuid[], ?::bigint[], ?::bytea[]) k (conversation_id, seq, body)
            where e.conversation_id = k.conversation_id and e.seq = k.seq""";

    private final ObjectMapper json;

    PostgresEraser(ObjectMapper json) {
        this.json = json;
    }

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Erased(UUID conversation, long seq, byte[] body) {}

    void erase(Connection connection, Collection<MessageKey> messages) throws SQLException {
        List<Erased> erased = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            Rows.bind(connection, find, messages)
                    .uuids(MessageKey::conversation)
                    .longs(MessageKey::seq);
            try (ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    erased.add(new Erased(
                            found.getObject(1, UUID.class), found.getLong(2), withoutText(found.getBytes(3))));
                }
            }
        }
        try (PreparedStatement update = connection.prepareStatement(ERASE)) {
            Rows.bind(connection, update, erased)
                    .uuids(Erased::conversation)
                    .longs(Erased::seq)
                    .bytes(Erased::body);
            update.executeUpdate();
        }
    }

    /** The same fields in the same order, {@code text} empty. */
    byte[] withoutText(byte[] body) {
        try {
            ObjectNode event = (ObjectNode) json.readTree(body);
            event.put("text", "");
            return json.writeValueAsBytes(event);
        } catch (IOException impossible) {
            throw new IllegalStateException("a stored body is JSON", impossible);
        }
    }
}
