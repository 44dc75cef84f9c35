package dev.parley.persistence.conversation;

import dev.parley.api.conversation.ConversationHead;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Role;
import dev.parley.api.conversation.UserConversations;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.database.ReadPool;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is in what, for the other services. Blocks its caller. */
@ApplicationScoped
public class ConversationDirectory {
    private static final String CONVERSATION = "select type, title, version from conversations where id = ?";

    private static final String MEMBERS = """
            select user_id, role from memberships where conversation_id = ? order by ordinal""";

    private static final String OF_USER = """
            select h.conversation_id, h.last_seq
            from memberships m join heads h on h.conversation_id = m.conversation_id
            where m.user_id = ?
            order by h.last_at desc""";

    private static final String SHARE = """
            select 1 from memberships a join memberships b on b.conversation_id = a.conversation_id
            where a.user_id = ? and b.user_id = ? limit 1""";

    private final ReadPool pool;

    ConversationDirectory(ReadPool pool) {
        this.pool = pool;
    }

    /** A conversation as it is now; the members are at least as new as the version. */
    public Optional<ConversationState> state(ConversationId id) {
        return pool.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(CONVERSATION)) {
                select.setObject(1, id.value());
                try (ResultSet found = select.executeQuery()) {
                    return found.next()
                            ? Optional.of(new ConversationState(
                                    id,
                                    ConversationType.valueOf(found.getString(1)),
                                    found.getString(2),
                                    found.getLong(3),
                                    members(connection, id)))
                            : Optional.empty();
                }
            }
        });
    }

    private static List<Membership> members(Connection connection, ConversationId id) throws SQLException {
        List<Membership> members = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            select.setObject(1, id.value());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    UserId user = new UserId(found.getObject(1, UUID.class));
                    members.add(new Membership(user, Role.valueOf(found.getString(2))));
                }
            }
        }
        return members;
    }

    /** All that a user is in now, the newest activity first. */
    public UserConversations of(UserId user) {
        return pool.read(connection -> {
            List<ConversationHead> heads = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(OF_USER)) {
                select.setObject(1, user.value());
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        ConversationId id = new ConversationId(found.getObject(1, UUID.class));
                        heads.add(new ConversationHead(id, found.getLong(2)));
                    }
                }
            }
            return new UserConversations(heads);
        });
    }

    /** Whether two users are in a conversation together. */
    public boolean share(UserId one, UserId other) {
        return pool.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SHARE)) {
                select.setObject(1, one.value());
                select.setObject(2, other.value());
                try (ResultSet found = select.executeQuery()) {
                    return found.next();
                }
            }
        });
    }
}
