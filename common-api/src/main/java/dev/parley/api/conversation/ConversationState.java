package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as its owner, persistence-service, knows it.
 *
 * @param version counts the changes of title, members and roles, from 1; of two states the higher one is the newer
 * @param title null in a direct conversation
 * @param members 2 to 1,000, in the order in which they joined
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationState(
        ConversationId id, ConversationType type, String title, long version, List<Membership> members) {
    public ConversationState {
        members = List.copyOf(members);
    }

    /** The role of a user here, or empty if he is no member. A scan: hold a map where this is asked often. */
    public Optional<Role> roleOf(UserId user) {
        return members.stream()
                .filter(member -> member.user().equals(user))
                .map(Membership::role)
                .findFirst();
    }
}
