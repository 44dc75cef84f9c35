package dev.parley.persistence.message;

import java.util.UUID;

/** Names an event: its conversation and its place there. */
public record MessageKey(UUID conversation, long seq) {}
