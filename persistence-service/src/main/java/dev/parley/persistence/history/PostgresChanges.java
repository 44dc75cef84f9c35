package dev.parley.persistence.history;

import dev.parley.api.event.ChatEvent;
import dev.parley.persistence.database.Rows;
import dev.parley.persistence.history.PostgresEraser.LateEdit;
import dev.parley.persistence.message.MessageKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch's edits, deletes and reactions do to the messages they name. One that names no earlier message, an edit by
 * somebody else, or a reaction to what is deleted, changes nothing; it is in history all the same.
 *
 * <p>Runs after the batch's events are inserted, on the same connection.
 */
@ApplicationScoped
class PostgresChanges {
    private static final String TARGETS = """
            select k.conversation_id, k.seq, e.sender, e.erased
            from unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq)
            cross join lateral (
                select e.sender, e.erased from events e
                where e.conversation_id = k.conversation_id and e.seq = k.seq and e.kind = 'message') e""";

    private static final String EDIT = """
            insert into edits (conversation_id, target, seq) select * from unnest(?::uuid[], ?::bigint[], ?::bigint[])""";

    private static final String REACT = """
            insert into reactions (conversation_id, target, user_id, emoji, seq)
            select * from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::bigint[])
            on conflict (conversation_id, target, user_id, emoji) do nothing""";

    private static final String TAKE_BACK = """
            delete from reactions r using unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[]) k (c, t, u, e)
            where r.conversation_id = k.c and r.target = k.t and r.user_id = k.u and r.emoji = k.e""";

    private static final String TAKE_ALL = """
            delete from reactions r using unnest(?::uuid[], ?::bigint[]) k (c, t)
            where r.conversation_id = k.c and r.target = k.t""";

    private final PostgresEraser eraser;

    PostgresChanges(PostgresEraser eraser) {
        this.eraser = eraser;
    }

    private record Target(UUID sender, boolean erased) {}

    /** An event that names a message before it. */
    private record Change(EventRow row, MessageKey target) {}

    private record ReactionKey(MessageKey target, UUID user, String emoji) {}

    void apply(Connection connection, List<EventRow> rows) throws SQLException {
        List<Change> named = rows.stream()
                .map(PostgresChanges::changeIn)
                .filter(change -> change != null)
                .toList();
        if (named.isEmpty()) {
            return;
        }
        Map<MessageKey, Target> targets = targets(
                connection, named.stream().map(Change::target).distinct().toList());
        List<Change> valid =
                named.stream().filter(change -> isValid(change, targets)).toList();
        Set<MessageKey> erased = erase(connection, valid, targets);
        react(connection, valid, erased);
    }

    private static Change changeIn(EventRow row) {
        long target = switch (row.event()) {
            case ChatEvent.Edit edit -> edit.target();
            case ChatEvent.Delete delete -> delete.target();
            case ChatEvent.Reaction reaction -> reaction.target();
            case null, default -> 0;
        };
        return target > 0 && target < row.seq() ? new Change(row, new MessageKey(row.conversation(), target)) : null;
    }

    private static boolean isValid(Change change, Map<MessageKey, Target> targets) {
        Target target = targets.get(change.target());
        return target != null
                && (!(change.row().event() instanceof ChatEvent.Edit)
                        || change.row().sender().equals(target.sender()));
    }

    private static Map<MessageKey, Target> targets(Connection connection, Collection<MessageKey> keys)
            throws SQLException {
        Map<MessageKey, Target> targets = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(TARGETS)) {
            Rows.bind(connection, select, keys).uuids(MessageKey::conversation).longs(MessageKey::seq);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    targets.put(
                            new MessageKey(found.getObject(1, UUID.class), found.getLong(2)),
                            new Target(found.getObject(3, UUID.class), found.getBoolean(4)));
                }
            }
        }
        return targets;
    }

    /**
     * Notes the edits, erases what is deleted, and answers what is erased now. What is erased already is left alone,
     * but for edits that come too late: however often a message is deleted again, its edits are gone through once.
     */
    private Set<MessageKey> erase(Connection connection, List<Change> valid, Map<MessageKey, Target> targets)
            throws SQLException {
        Set<MessageKey> erased = new HashSet<>();
        Set<MessageKey> deleted = new HashSet<>();
        List<Change> edits = new ArrayList<>();
        List<LateEdit> late = new ArrayList<>();
        for (Change change : valid) {
            MessageKey target = change.target();
            boolean isErased = targets.get(target).erased();
            if (isErased) {
                erased.add(target);
            }
            switch (change.row().event()) {
                case ChatEvent.Edit _
                when isErased ->
                    late.add(new LateEdit(
                            target.conversation(), target.seq(), change.row().seq()));
                case ChatEvent.Edit _ -> edits.add(change);
                case ChatEvent.Delete _ when !isErased -> deleted.add(target);
                default -> {}
            }
        }
        note(connection, edits);
        delete(connection, deleted);
        if (!late.isEmpty()) {
            eraser.eraseEdits(connection, late);
        }
        erased.addAll(deleted);
        return erased;
    }

    private static void note(Connection connection, List<Change> edits) throws SQLException {
        if (!edits.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(EDIT)) {
                bindTargets(connection, insert, edits).longs(edit -> edit.row().seq());
                insert.executeUpdate();
            }
        }
    }

    private void delete(Connection connection, Set<MessageKey> messages) throws SQLException {
        if (!messages.isEmpty()) {
            eraser.eraseMessages(connection, messages);
            try (PreparedStatement delete = connection.prepareStatement(TAKE_ALL)) {
                Rows.bind(connection, delete, messages)
                        .uuids(MessageKey::conversation)
                        .longs(MessageKey::seq);
                delete.executeUpdate();
            }
        }
    }

    /** Of several changes by one user of one emoji on one message, the batch's last one decides. */
    private static void react(Connection connection, List<Change> valid, Set<MessageKey> erased) throws SQLException {
        Map<ReactionKey, Change> last = new LinkedHashMap<>();
        for (Change change : valid) {
            if (change.row().event() instanceof ChatEvent.Reaction reaction && !erased.contains(change.target())) {
                last.put(new ReactionKey(change.target(), change.row().sender(), reaction.emoji()), change);
            }
        }
        List<Change> put =
                last.values().stream().filter(c -> !reactionIn(c).removed()).toList();
        List<Change> back =
                last.values().stream().filter(c -> reactionIn(c).removed()).toList();
        if (!put.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(REACT)) {
                bindReactions(connection, insert, put)
                        .longs(change -> change.row().seq());
                insert.executeUpdate();
            }
        }
        if (!back.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(TAKE_BACK)) {
                bindReactions(connection, delete, back);
                delete.executeUpdate();
            }
        }
    }

    private static ChatEvent.Reaction reactionIn(Change change) {
        return (ChatEvent.Reaction) change.row().event();
    }

    private static Rows<Change> bindTargets(Connection connection, PreparedStatement statement, List<Change> changes)
            throws SQLException {
        return Rows.bind(connection, statement, changes)
                .uuids(change -> change.target().conversation())
                .longs(change -> change.target().seq());
    }

    private static Rows<Change> bindReactions(Connection connection, PreparedStatement statement, List<Change> changes)
            throws SQLException {
        return bindTargets(connection, statement, changes)
                .uuids(change -> change.row().sender())
                .texts(change -> reactionIn(change).emoji());
    }
}
