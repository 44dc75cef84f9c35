package dev.parley.persistence.conversation;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.database.Database;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes a user whose account is deleted out of his groups, as if he left each of them himself. Direct conversations keep their two members:
 * they are the other one's history. Blocks its caller; may be told again at any time.
 */
@ApplicationScoped
public class Departures {
    /** So many are left in one call: a call is answered in time, however many there are. */
    static final int AT_ONCE = 20;

    private static final String GROUPS = """
            select m.conversation_id from memberships m join conversations c on c.id = m.conversation_id
            where m.user_id = ? and c.type = 'GROUP' limit ?""";

    private final Departed departed;
    private final GroupChanges changes;
    private final Database database;

    Departures(Departed departed, GroupChanges changes, Database database) {
        this.departed = departed;
        this.changes = changes;
        this.database = database;
    }

    /** Lets nobody bring him into anything any more, and then takes him out; false if groups are left, for another call. */
    public boolean depart(UserId user) throws SQLException {
        departed.add(user);
        List<ConversationId> groups = someGroupsOf(user);
        for (ConversationId group : groups) {
            leave(group, user);
        }
        return groups.size() < AT_ONCE;
    }

    private void leave(ConversationId group, UserId user) throws SQLException {
        try {
            changes.remove(group, user, user);
        } catch (Refusal gone) {
            // Somebody has removed him meanwhile, or another instance is at the same: all of a departure may be done
            // twice.
        }
    }

    private List<ConversationId> someGroupsOf(UserId user) {
        return database.read(connection -> {
            List<ConversationId> groups = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(GROUPS)) {
                select.setObject(1, user.value());
                select.setInt(2, AT_ONCE);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        groups.add(new ConversationId(found.getObject(1, UUID.class)));
                    }
                }
            }
            return groups;
        });
    }
}
