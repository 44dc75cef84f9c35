package dev.parley.persistence.conversation;

import dev.parley.api.event.Seqs;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;

/** How a member himself sees a conversation. Blocks its caller; one transaction each. */
@ApplicationScoped
class Preferences {
    /** Answers no row if all is as wanted already. */
    private static final String CHANGE = """
            update memberships m set muted = w.muted, unread_from = w.unread_from
            from (
                select coalesce(cast(?3 as boolean), o.muted) as muted,
                       nullif(coalesce(cast(?4 as bigint), o.unread_from), 0) as unread_from
                from memberships o where o.conversation_id = ?1 and o.user_id = ?2) w
            where m.conversation_id = ?1 and m.user_id = ?2
              and (m.muted, m.unread_from) is distinct from (w.muted, w.unread_from)""";

    private final EntityManager entities;
    private final Announcements announcements;

    Preferences(EntityManager entities, Announcements announcements) {
        this.entities = entities;
        this.announcements = announcements;
    }

    /** The body of {@code PUT .../preferences}: what is not there stays as it is; {@code unreadFrom: 0} takes the mark away. */
    record Wanted(Boolean muted, Long unreadFrom) {}

    /**
     * The lock keeps the state that goes into the log from being older than one that is there: of a compacted topic only the last
     * one stays.
     */
    @Transactional
    void change(ConversationId id, UserId user, Wanted wanted) throws SQLException {
        if (wanted.unreadFrom() != null && !Seqs.isCursor(wanted.unreadFrom())) {
            throw Refusal.badRequest("unreadFrom is a seq, or 0 for none");
        }
        Conversation conversation = Conversation.findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
        List<Member> members = conversation == null ? List.of() : Member.of(id.value());
        if (members.stream().noneMatch(member -> member.user().equals(user))) {
            throw Refusal.noConversation();
        }
        int changed = entities.unwrap(Session.class)
                .createNativeMutationQuery(CHANGE)
                .setParameter(1, id.value())
                .setParameter(2, user.value())
                .setParameter(3, wanted.muted(), Boolean.class)
                .setParameter(4, wanted.unreadFrom(), Long.class)
                .executeUpdate();
        if (changed > 0) {
            announcements.seenAnew(conversation.state(members), user);
        }
    }
}
