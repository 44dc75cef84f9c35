package dev.parley.api.conversation;

import dev.parley.api.id.ConversationId;

/** A conversation a user is in, and the highest seq that history holds of it (0: nothing yet). */
public record ConversationHead(ConversationId conversation, long lastSeq) {}
