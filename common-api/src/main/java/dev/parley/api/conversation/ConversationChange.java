package dev.parley.api.conversation;

import dev.parley.api.id.UserId;
import java.util.List;

/**
 * The value of a record of {@code chat.conversations} (key: the conversation's id; compacted): the state after a change,
 * and who came and went by it.
 *
 * @param seenAnew members who changed how they themselves see the conversation. If there are any, the state is as it was
 *     before, and the change is nobody else's business.
 */
public record ConversationChange(
        ConversationState state, List<UserId> added, List<UserId> removed, List<UserId> seenAnew) {
    public ConversationChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        // Records from before there was such a thing do not name it.
        seenAnew = seenAnew == null ? List.of() : List.copyOf(seenAnew);
    }

    /** A change of what all members see. */
    public ConversationChange(ConversationState state, List<UserId> added, List<UserId> removed) {
        this(state, added, removed, List.of());
    }

    /** A change of what one member sees: muted, or marked unread. */
    public static ConversationChange seenAnewBy(UserId user, ConversationState state) {
        return new ConversationChange(state, List.of(), List.of(), List.of(user));
    }
}
