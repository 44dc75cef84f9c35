package dev.parley.persistence.message;

import dev.parley.persistence.database.Rows;
import dev.parley.persistence.message.MessageState.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what later events changed of messages: two statements, however many messages. */
@ApplicationScoped
public class PostgresMessageStates {
    private static final String TEXTS = """
            select k.conversation_id, k.seq, m.erased, e.at, e.body
            from unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq)
            cross join lateral (
                select m.erased from events m
                where m.conversation_id = k.conversation_id and m.seq = k.seq and m.kind = 'message') m
            left join lateral (
                select e.at, e.body from events e
                where not m.erased and e.conversation_id = k.conversation_id and e.seq = (
                    select max(d.seq) from edits d where d.conversation_id = k.conversation_id and d.target = k.seq)
                ) e on true
            where m.erased or e.body is not null""";

    private static final String REACTIONS = """
            select r.conversation_id, r.target, r.emoji, r.user_id
            from unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq)
            cross join lateral (
                select * from reactions r
                where r.conversation_id = k.conversation_id and r.target = k.seq) r
            order by r.conversation_id, r.target, r.seq""";

    private final EventTexts texts;

    PostgresMessageStates(EventTexts texts) {
        this.texts = texts;
    }

    /** The states of those of the messages that were changed. */
    public Map<MessageKey, MessageState> of(Connection connection, Collection<MessageKey> messages)
            throws SQLException {
        Map<MessageKey, MessageState> states = new HashMap<>();
        if (messages.isEmpty()) {
            return states;
        }
        try (PreparedStatement select = connection.prepareStatement(TEXTS)) {
            bind(connection, select, messages);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    states.put(keyIn(found), textIn(found));
                }
            }
        }
        reactions(connection, messages)
                .forEach((key, byEmoji) -> states.merge(
                        key,
                        MessageState.withReactions(null, listed(byEmoji)),
                        (state, reacted) -> MessageState.withReactions(state, reacted.reactions())));
        return states;
    }

    private MessageState textIn(ResultSet found) throws SQLException {
        return found.getBoolean(3)
                ? MessageState.DELETED
                : MessageState.edited(
                        texts.textIn(found.getBytes(5)),
                        found.getObject(4, OffsetDateTime.class).toInstant());
    }

    private static Map<MessageKey, Map<String, List<UUID>>> reactions(
            Connection connection, Collection<MessageKey> messages) throws SQLException {
        Map<MessageKey, Map<String, List<UUID>>> reactions = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(REACTIONS)) {
            bind(connection, select, messages);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    Map<String, List<UUID>> byEmoji =
                            reactions.computeIfAbsent(keyIn(found), key -> new LinkedHashMap<>());
                    String emoji = found.getString(3);
                    if (byEmoji.size() < MessageState.MOST_EMOJI || byEmoji.containsKey(emoji)) {
                        byEmoji.computeIfAbsent(emoji, first -> new ArrayList<>())
                                .add(found.getObject(4, UUID.class));
                    }
                }
            }
        }
        return reactions;
    }

    private static List<Reaction> listed(Map<String, List<UUID>> byEmoji) {
        return byEmoji.entrySet().stream()
                .map(entry -> new Reaction(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void bind(Connection connection, PreparedStatement statement, Collection<MessageKey> messages)
            throws SQLException {
        Rows.bind(connection, statement, messages)
                .uuids(MessageKey::conversation)
                .longs(MessageKey::seq);
    }

    private static MessageKey keyIn(ResultSet found) throws SQLException {
        return new MessageKey(found.getObject(1, UUID.class), found.getLong(2));
    }
}
