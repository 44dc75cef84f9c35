package dev.parley.api.receipt;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;

/**
 * The value of a record of {@code chat.receipts} (key: the conversation's id), and what gateways give to message-service
 * ({@code POST /internal/receipts}): a member has everything up to these seqs on a device, and has seen it.
 *
 * @param delivered a seq, or 0 if this receipt says nothing of it
 * @param read a seq, or 0 if this receipt says nothing of it
 */
public record Receipt(ConversationId conversation, UserId user, long delivered, long read) {}
