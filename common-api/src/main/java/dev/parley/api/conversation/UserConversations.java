package dev.parley.api.conversation;

import java.util.List;

/** {@code GET /internal/users/{user}/conversations} of persistence-service: all that a user is in now. */
public record UserConversations(List<ConversationHead> conversations) {
    public UserConversations {
        conversations = List.copyOf(conversations);
    }
}
