package dev.parley.api.conversation;

import dev.parley.api.id.UserId;
import java.util.List;

/**
 * The value of a record of {@code chat.conversations} (key: the conversation's id; compacted): the state after a change,
 * and who came and went by it.
 */
public record ConversationChange(ConversationState state, List<UserId> added, List<UserId> removed) {
    public ConversationChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
