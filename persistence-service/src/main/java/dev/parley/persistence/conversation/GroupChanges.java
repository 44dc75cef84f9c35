package dev.parley.persistence.conversation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.api.conversation.Role;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Changes groups. Blocks its caller; one transaction each, those of one group one after the other. */
@ApplicationScoped
class GroupChanges {
    private final Announcements announcements;
    private final Departed departed;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    GroupChanges(Announcements announcements, Departed departed, Clock clock) {
        this.announcements = announcements;
        this.departed = departed;
        this.clock = clock;
    }

    @Transactional
    void rename(ConversationId id, UserId caller, String wanted) throws SQLException {
        OpenGroup group = OpenGroup.lock(id, caller);
        group.requireModerator();
        String title = NewConversation.validTitle(wanted);
        if (title.equals(group.title())) {
            return;
        }
        group.conversation().title = title;
        ChatEvent event = new ChatEvent.TitleChanged(caller, ids.generate(), now(), title);
        announcements.changed(group.changed(), List.of(), List.of(event));
    }

    /** Only an owner may add somebody as more than a member. */
    @Transactional
    void add(ConversationId id, UserId caller, UserId user, Role role) throws SQLException {
        OpenGroup group = OpenGroup.lock(id, caller);
        group.requireModerator();
        if (role != Role.MEMBER) {
            group.requireOwner();
        }
        if (group.member(user).isPresent()) {
            throw Refusal.conflict("this user is a member already");
        }
        if (group.size() >= NewConversation.MAX_MEMBERS) {
            throw Refusal.conflict("a group has at most 1,000 members");
        }
        departed.requireNone(List.of(user));
        Instant at = now();
        Member member = Member.joining(id.value(), user, role, group.nextOrdinal(), at);
        member.persist();
        group.add(member);
        ChatEvent event = new ChatEvent.MemberAdded(caller, ids.generate(), at, user, role);
        announcements.changed(group.changed(), List.of(user), List.of(event));
    }

    /** Everybody may leave; moderators may remove others, but only an owner an owner. The last owner leaves an heir. */
    @Transactional
    void remove(ConversationId id, UserId caller, UserId user) throws SQLException {
        OpenGroup group = OpenGroup.lock(id, caller);
        if (!user.equals(caller)) {
            group.requireModerator();
        }
        Member member = group.member(user).orElseThrow(() -> Refusal.notFound("there is no such member"));
        if (member.role == Role.OWNER) {
            group.requireOwner();
        }
        group.remove(member);
        member.delete();
        Instant at = now();
        List<ChatEvent> events = new ArrayList<>();
        if (member.role == Role.OWNER && !group.hasOtherOwnerThan(member)) {
            group.heir().ifPresent(heir -> {
                heir.role = Role.OWNER;
                events.add(new ChatEvent.RoleChanged(caller, ids.generate(), at, heir.user(), Role.OWNER));
            });
        }
        events.add(new ChatEvent.MemberRemoved(caller, ids.generate(), at, user));
        announcements.removed(group.changed(), user, events);
    }

    @Transactional
    void changeRole(ConversationId id, UserId caller, UserId user, Role role) throws SQLException {
        OpenGroup group = OpenGroup.lock(id, caller);
        group.requireOwner();
        Member member = group.member(user).orElseThrow(() -> Refusal.notFound("there is no such member"));
        if (member.role == role) {
            return;
        }
        if (member.role == Role.OWNER && !group.hasOtherOwnerThan(member)) {
            throw Refusal.conflict("a group needs an owner: make somebody else one first");
        }
        member.role = role;
        ChatEvent event = new ChatEvent.RoleChanged(caller, ids.generate(), now(), user, role);
        announcements.changed(group.changed(), List.of(), List.of(event));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
