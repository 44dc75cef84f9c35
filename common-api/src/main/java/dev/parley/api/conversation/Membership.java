package dev.parley.api.conversation;

import dev.parley.api.id.UserId;

/** One member of a conversation and what he may do there. */
public record Membership(UserId user, Role role) {}
