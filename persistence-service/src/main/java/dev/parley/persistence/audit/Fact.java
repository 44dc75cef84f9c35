package dev.parley.persistence.audit;

/** A router says: among the records of a partition up to and with {@code offset}, {@code count} are this conversation's. */
record Fact(long offset, long count) {}
