package dev.parley.verify.record;

import java.util.UUID;

/** Somebody was let in or put out by a call that began at {@code from} (milliseconds of the run), whatever came of it. */
public record MemberChange(UUID conversation, UUID user, boolean added, long from) {}
