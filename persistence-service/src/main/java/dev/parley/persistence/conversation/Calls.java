package dev.parley.persistence.conversation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Calls that have ended. Both ends may report the same one: the first report becomes the event. Blocks its caller; one transaction
 * each.
 */
@ApplicationScoped
class Calls {
    private static final String REMEMBER = """
            insert into calls (conversation_id, call_id, ended_at) values (?1, ?2, ?3) on conflict do nothing""";

    private static final Set<String> OUTCOMES = Set.of("answered", "missed", "declined");
    private static final long LONGEST = Duration.ofDays(7).toSeconds();

    private final EntityManager entities;
    private final Announcements announcements;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Calls(EntityManager entities, Announcements announcements, Clock clock) {
        this.entities = entities;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** The body of {@code PUT .../calls/{call}}; {@code caller} is the one who called, the reporter himself if not said. */
    record Ended(String outcome, long seconds, UserId caller) {}

    @Transactional
    void record(ConversationId id, UUID call, UserId reporter, Ended ended) throws SQLException {
        List<UserId> members = membersOf(id, reporter);
        check(ended, members);
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int isNew = entities.createNativeQuery(REMEMBER)
                .setParameter(1, id.value())
                .setParameter(2, call)
                .setParameter(3, at)
                .executeUpdate();
        if (isNew == 0) {
            return;
        }
        long seconds = ended.outcome().equals("answered") ? ended.seconds() : 0;
        UserId caller = reporter.equals(ended.caller()) ? null : ended.caller();
        announcements.happened(
                id, new ChatEvent.Call(reporter, ids.generate(), at, call, ended.outcome(), seconds, caller));
    }

    private static List<UserId> membersOf(ConversationId id, UserId reporter) {
        Conversation conversation = Conversation.findById(id.value());
        List<UserId> members = conversation == null
                ? List.of()
                : Member.of(id.value()).stream().map(Member::user).toList();
        if (!members.contains(reporter)) {
            throw Refusal.noConversation();
        }
        if (conversation.type != ConversationType.DIRECT) {
            throw Refusal.forbidden("calls are between the two of a direct conversation");
        }
        return members;
    }

    private static void check(Ended ended, List<UserId> members) {
        if (ended.outcome() == null || !OUTCOMES.contains(ended.outcome())) {
            throw Refusal.badRequest("outcome is answered, missed or declined");
        }
        if (ended.seconds() < 0 || ended.seconds() > LONGEST) {
            throw Refusal.badRequest("seconds is how long the call lasted, at most a week");
        }
        if (ended.caller() != null && !members.contains(ended.caller())) {
            throw Refusal.badRequest("caller is a member of the conversation");
        }
    }
}
