package dev.parley.persistence.conversation;

import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Role;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Refusal;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A conversation locked for a change by one of its members, until the transaction ends. */
final class OpenGroup {
    private final Conversation conversation;
    private final List<Member> members;
    private final Member caller;

    private OpenGroup(Conversation conversation, List<Member> members, Member caller) {
        this.conversation = conversation;
        this.members = members;
        this.caller = caller;
    }

    /** Refuses those who are no members as if there were nothing, and members of a direct conversation: it never changes. */
    static OpenGroup lock(ConversationId id, UserId user) {
        Conversation conversation = Conversation.findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (conversation == null) {
            throw Refusal.noConversation();
        }
        List<Member> members = new ArrayList<>(Member.of(id.value()));
        Member caller = find(members, user).orElseThrow(Refusal::noConversation);
        if (conversation.type == ConversationType.DIRECT) {
            throw Refusal.forbidden("a direct conversation has no title and keeps its two members");
        }
        return new OpenGroup(conversation, members, caller);
    }

    private static Optional<Member> find(List<Member> members, UserId user) {
        return members.stream().filter(member -> member.user().equals(user)).findFirst();
    }

    void requireModerator() {
        if (!caller.role.moderates()) {
            throw Refusal.forbidden("only an owner or admin may do that");
        }
    }

    void requireOwner() {
        if (!isOwner()) {
            throw Refusal.forbidden("only an owner may do that");
        }
    }

    boolean isOwner() {
        return caller.role == Role.OWNER;
    }

    String title() {
        return conversation.title;
    }

    Conversation conversation() {
        return conversation;
    }

    Optional<Member> member(UserId user) {
        return find(members, user);
    }

    int size() {
        return members.size();
    }

    int nextOrdinal() {
        return members.isEmpty() ? 0 : members.getLast().ordinal + 1;
    }

    void add(Member member) {
        members.add(member);
    }

    void remove(Member member) {
        members.remove(member);
    }

    boolean hasOtherOwnerThan(Member member) {
        return members.stream().anyMatch(other -> !other.key.equals(member.key) && other.role == Role.OWNER);
    }

    /** Who becomes owner when the last one goes: the admin who joined first, else the member who did. */
    Optional<Member> heir() {
        return members.stream()
                .min(Comparator.comparing((Member member) -> member.role).thenComparingInt(member -> member.ordinal));
    }

    /** The state after the change, which counts as one. */
    ConversationState changed() {
        conversation.version++;
        return conversation.state(members);
    }
}
