package dev.parley.gateway.socket;

import dev.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;

/** What a verified access token says. */
public record Ticket(UserId user, UUID session, Instant expires) {}
