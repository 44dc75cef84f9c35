package dev.parley.persistence.reading;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.KeptSends.Kept;
import dev.parley.api.send.SendIdentity;
import dev.parley.persistence.database.Rows;
import dev.parley.persistence.message.MessageKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads events. */
@ApplicationScoped
class PostgresEvents {
    /** What is read of an event itself. Lengths are known without reading the bodies. */
    private static final String OF_BODY = "octet_length(e.body)";

    /** A page also shows what a message reads since its latest edit. */
    private static final String OF_BODY_AND_EDIT = """
            octet_length(e.body) + case when e.kind <> 'message' then 0 else coalesce((
                select octet_length(l.body) from events l
                where l.conversation_id = e.conversation_id and l.seq = (
                    select max(d.seq) from edits d
                    where d.conversation_id = e.conversation_id and d.target = e.seq)), 0) end""";

    /**
     * Stops behind the event that makes it too long, so there is one in any case.
     *
     * <p>1: {@code asc} or {@code desc}; 2: what an event's length is.
     */
    private static final String STRETCH = """
            select conversation_id, seq, kind, body from (
                select s.*, sum(s.bytes) over (order by s.seq %1$s rows unbounded preceding) - s.bytes as bytes_before
                from (
                    select e.conversation_id, e.seq, e.kind, e.body, %2$s as bytes
                    from events e
                    where e.conversation_id = ? and e.seq between ? and ?
                    order by e.seq %1$s limit ?) s) measured
            where bytes_before < ? order by seq %1$s""";

    private static final String FRAMES = STRETCH.formatted("asc", OF_BODY);
    private static final String FORWARDS = STRETCH.formatted("asc", OF_BODY_AND_EDIT);
    private static final String BACKWARDS = STRETCH.formatted("desc", OF_BODY_AND_EDIT);

    private static final String NAMED = """
            select k.conversation_id, k.seq, e.kind, e.body
            from unnest(?::uuid[], ?::bigint[]) with ordinality k (conversation_id, seq, place)
            cross join lateral (
                select e.kind, e.body from events e
                where e.conversation_id = k.conversation_id and e.seq = k.seq) e
            order by k.place""";

    /** A scalar subquery, so that each row takes the index of the unique key. */
    private static final String KEPT = """
            select * from (
                select k.conversation_id, k.sender, k.client_id,
                       (select e.at from events e
                        where e.conversation_id = k.conversation_id
                          and e.sender = k.sender
                          and e.client_id = k.client_id) as at
                from unnest(?::uuid[], ?::uuid[], ?::uuid[]) k (conversation_id, sender, client_id)) found
            where found.at is not null""";

    private static final String LAST_SEQ = """
            select h.last_seq from conversations c join heads h on h.conversation_id = c.id where c.id = ?""";

    private static final String LAST_SEQ_FOR_MEMBER = """
            select h.last_seq from memberships m join heads h on h.conversation_id = m.conversation_id
            where m.conversation_id = ? and m.user_id = ?""";

    /** As many events from the start of a stretch as an answer of frames alone holds, ascending. */
    List<StoredEvent> frames(Connection connection, UUID conversation, Coverage stretch, PageBound bound)
            throws SQLException {
        return in(connection, FRAMES, conversation, stretch, bound);
    }

    /** As many events from the start of a stretch as a page holds, ascending. */
    List<StoredEvent> first(Connection connection, UUID conversation, Coverage stretch, PageBound bound)
            throws SQLException {
        return in(connection, FORWARDS, conversation, stretch, bound);
    }

    /** As many events from the end of a stretch as a page holds, descending. */
    List<StoredEvent> last(Connection connection, UUID conversation, Coverage stretch, PageBound bound)
            throws SQLException {
        return in(connection, BACKWARDS, conversation, stretch, bound);
    }

    private static List<StoredEvent> in(
            Connection connection, String sql, UUID conversation, Coverage stretch, PageBound bound)
            throws SQLException {
        if (stretch.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, conversation);
            select.setLong(2, stretch.from());
            select.setLong(3, stretch.to());
            select.setInt(4, bound.events());
            select.setLong(5, bound.bytes());
            return read(select);
        }
    }

    /** Those of the events that exist, in the order asked for. */
    List<StoredEvent> named(Connection connection, Collection<MessageKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(NAMED)) {
            Rows.bind(connection, select, keys).uuids(MessageKey::conversation).longs(MessageKey::seq);
            return read(select);
        }
    }

    /** Those of the sends that are there. */
    List<Kept> kept(Connection connection, Collection<SendIdentity> sends) throws SQLException {
        List<Kept> kept = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(KEPT)) {
            Rows.bind(connection, select, sends)
                    .uuids(send -> send.conversation().value())
                    .uuids(send -> send.sender().value())
                    .uuids(SendIdentity::id);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    SendIdentity send = new SendIdentity(
                            new ConversationId(found.getObject(1, UUID.class)),
                            new UserId(found.getObject(2, UUID.class)),
                            found.getObject(3, UUID.class));
                    kept.add(new Kept(
                            send, found.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return kept;
    }

    /** How far history holds a conversation; empty if there is none. */
    OptionalLong lastSeq(Connection connection, UUID conversation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST_SEQ)) {
            select.setObject(1, conversation);
            return readSeq(select);
        }
    }

    /** The same, and empty too if the user is no member of it. */
    OptionalLong lastSeq(Connection connection, UUID conversation, UUID member) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST_SEQ_FOR_MEMBER)) {
            select.setObject(1, conversation);
            select.setObject(2, member);
            return readSeq(select);
        }
    }

    private static OptionalLong readSeq(PreparedStatement select) throws SQLException {
        try (ResultSet found = select.executeQuery()) {
            return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
        }
    }

    private static List<StoredEvent> read(PreparedStatement select) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                MessageKey key = new MessageKey(found.getObject(1, UUID.class), found.getLong(2));
                events.add(new StoredEvent(key, found.getString(3), found.getBytes(4)));
            }
        }
        return events;
    }
}
