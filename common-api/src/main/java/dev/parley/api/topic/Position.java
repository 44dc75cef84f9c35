package dev.parley.api.topic;

/** A fact about a conversation: among the records of its partition up to and with {@code offset}, {@code count} are its own. */
public record Position(long offset, long count) {}
