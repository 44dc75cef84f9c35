package dev.parley.message.membership;

import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Role;
import dev.parley.api.id.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The members of a conversation and what they may do.
 *
 * @param version of two rosters the one with the higher version is the newer; 0: there is no such conversation
 */
public record Roster(long version, Map<UserId, Role> roles) {
    /** Of a conversation that does not exist. */
    static final Roster NOBODY = new Roster(0, Map.of());

    public Roster {
        roles = Map.copyOf(roles);
    }

    static Roster of(ConversationState state) {
        return new Roster(
                state.version(),
                state.members().stream()
                        .collect(Collectors.toMap(Membership::user, Membership::role, (first, second) -> second)));
    }

    /** The role of a user, or empty if he is no member. */
    public Optional<Role> roleOf(UserId user) {
        return Optional.ofNullable(roles.get(user));
    }

    /** Whether there is such a conversation. */
    public boolean exists() {
        return version > 0;
    }

    static Roster newer(Roster one, Roster other) {
        return other.version > one.version ? other : one;
    }
}
