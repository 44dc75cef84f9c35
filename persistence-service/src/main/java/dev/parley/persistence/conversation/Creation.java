package dev.parley.persistence.conversation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Role;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;

/** Makes conversations. Blocks its caller; one transaction each. */
@ApplicationScoped
class Creation {
    private static final String INSERT_IF_NEW = """
            insert into conversations (id, type, title, version, created_at) values (?1, ?2, ?3, 1, ?4)
            on conflict (id) do nothing""";

    /** The head may be there already, if the log had records of a conversation that nobody had made yet. */
    private static final String INSERT_HEAD = """
            insert into heads (conversation_id, last_seq, last_message_seq, last_at) values (?1, 0, 0, ?2)
            on conflict (conversation_id) do update set last_at = greatest(heads.last_at, excluded.last_at)""";

    private final EntityManager entities;
    private final Announcements announcements;
    private final Departed departed;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Creation(EntityManager entities, Announcements announcements, Departed departed, Clock clock) {
        this.entities = entities;
        this.announcements = announcements;
        this.departed = departed;
        this.clock = clock;
    }

    /** A conversation that is there now. */
    record Created(ConversationId id, boolean isNew) {}

    /** Makes what is asked for; a direct conversation that exists is simply found. */
    @Transactional
    Created create(UserId caller, NewConversation wanted) throws SQLException {
        if (wanted.type() == null) {
            throw Refusal.badRequest("type is direct or group");
        }
        SequencedSet<UserId> members = wanted.membersWith(caller);
        return switch (wanted.type()) {
            case DIRECT ->
                createOnce(DirectId.of(caller, members.getLast()), ConversationType.DIRECT, null, members, Role.MEMBER);
            case GROUP ->
                createOnce(
                        new ConversationId(ids.generate()),
                        ConversationType.GROUP,
                        NewConversation.validTitle(wanted.title()),
                        members,
                        Role.OWNER);
        };
    }

    /** Of two that race the second waits at the primary key for the first one's commit, and then finds it. */
    private Created createOnce(
            ConversationId id, ConversationType type, String title, SequencedSet<UserId> users, Role makersRole)
            throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int inserted = entities.createNativeQuery(INSERT_IF_NEW)
                .setParameter(1, id.value())
                .setParameter(2, type.name())
                .setParameter(3, title)
                .setParameter(4, now)
                .executeUpdate();
        if (inserted == 0) {
            return new Created(id, false);
        }
        departed.requireNone(users);
        entities.createNativeQuery(INSERT_HEAD)
                .setParameter(1, id.value())
                .setParameter(2, now)
                .executeUpdate();
        List<Member> members = new ArrayList<>(users.size());
        for (UserId user : users) {
            Role role = members.isEmpty() ? makersRole : Role.MEMBER;
            members.add(Member.joining(id.value(), user, role, members.size(), now));
        }
        Member.persist(members);
        Conversation made = entities.find(Conversation.class, id.value());
        announcements.created(made.state(members));
        return new Created(id, true);
    }
}
