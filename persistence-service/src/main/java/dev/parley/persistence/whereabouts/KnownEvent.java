package dev.parley.persistence.whereabouts;

import java.time.Instant;
import java.util.UUID;

/** An event as history knows it. {@code sender} and {@code id} are null in a void. */
record KnownEvent(long seq, String kind, UUID sender, UUID id, Instant at) {}
