package dev.parley.persistence.conversation;

import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Role;
import dev.parley.persistence.conversation.ConversationView.MemberView;
import dev.parley.persistence.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what a user's list of conversations is made of: a statement a part, however many conversations. */
@ApplicationScoped
class PostgresConversationList {
    private static final String OF_USER = """
            select c.id, c.type, c.title, h.last_seq, h.last_message_seq, h.last_at,
                least(m.read_seq, m.unread_from - 1), m.muted, m.unread_from
            from memberships m
            join conversations c on c.id = m.conversation_id
            join heads h on h.conversation_id = m.conversation_id
            where m.user_id = ?""";

    private static final String NEWEST = OF_USER + """

              and (h.last_at, h.conversation_id) < (coalesce(?::timestamptz, 'infinity'), coalesce(?::uuid, c.id))
            order by h.last_at desc, h.conversation_id desc
            limit ?""";

    private static final String ONE = OF_USER + " and m.conversation_id = ?";

    private static final String MEMBERS = """
            select m.conversation_id, m.user_id, m.role, least(m.read_seq, h.last_seq), least(m.delivered_seq, h.last_seq)
            from unnest(?::uuid[]) k (id)
            join memberships m on m.conversation_id = k.id
            join heads h on h.conversation_id = k.id
            order by m.conversation_id, m.ordinal""";

    /** Messages, and calls that nobody took; only a call's body is looked into, which "case" makes sure of. */
    private static final String UNREAD = """
            select k.id, (
                select count(*) from (
                    select 1 from events e
                    where e.conversation_id = k.id and e.seq > k.read_seq and case e.kind
                        when 'message' then e.sender <> me.id and not e.erased
                        when 'call' then convert_from(e.body, 'UTF8')::json ->> 'outcome' = 'missed'
                          and coalesce((convert_from(e.body, 'UTF8')::json ->> 'caller')::uuid, e.sender) <> me.id
                        else false end
                    limit 999) counted)
            from (select ?::uuid) me (id), unnest(?::uuid[], ?::bigint[]) k (id, read_seq)""";

    /**
     * One conversation of the list, before its members, last message and unread count are looked up.
     *
     * @param readSeq after which messages count as unread
     * @param unreadFrom null if the user has marked nothing
     */
    record Item(
            UUID id,
            ConversationType type,
            String title,
            long lastSeq,
            long lastMessageSeq,
            Instant lastAt,
            long readSeq,
            boolean muted,
            Long unreadFrom) {}

    /** The user's conversations with the newest activity first, those after the cursor if there is one. */
    List<Item> newest(Connection connection, UUID user, ListCursor before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setObject(1, user);
            select.setObject(2, before == null ? null : before.lastAt().atOffset(ZoneOffset.UTC));
            select.setObject(3, before == null ? null : before.id());
            select.setInt(4, limit);
            return items(select);
        }
    }

    /** One of the user's conversations, or nothing. */
    List<Item> one(Connection connection, UUID user, UUID conversation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, user);
            select.setObject(2, conversation);
            return items(select);
        }
    }

    Map<UUID, List<MemberView>> members(Connection connection, List<Item> items) throws SQLException {
        Map<UUID, List<MemberView>> members = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            Rows.bind(connection, select, items).uuids(Item::id);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    members.computeIfAbsent(found.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(new MemberView(
                                    found.getObject(2, UUID.class),
                                    Role.valueOf(found.getString(3)),
                                    found.getLong(4),
                                    found.getLong(5)));
                }
            }
        }
        return members;
    }

    Map<UUID, Integer> unread(Connection connection, UUID user, List<Item> items) throws SQLException {
        Map<UUID, Integer> unread = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(UNREAD)) {
            select.setObject(1, user);
            Rows.bindFrom(2, connection, select, items).uuids(Item::id).longs(Item::readSeq);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    unread.put(found.getObject(1, UUID.class), found.getInt(2));
                }
            }
        }
        return unread;
    }

    private static List<Item> items(PreparedStatement select) throws SQLException {
        List<Item> items = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                items.add(new Item(
                        found.getObject(1, UUID.class),
                        ConversationType.valueOf(found.getString(2)),
                        found.getString(3),
                        found.getLong(4),
                        found.getLong(5),
                        found.getObject(6, OffsetDateTime.class).toInstant(),
                        found.getLong(7),
                        found.getBoolean(8),
                        found.getObject(9, Long.class)));
            }
        }
        return items;
    }
}
