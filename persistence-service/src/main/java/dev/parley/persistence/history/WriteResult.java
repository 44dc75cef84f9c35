package dev.parley.persistence.history;

/** What became of batches that were written together. */
sealed interface WriteResult {
    /** They are in history. */
    record Written() implements WriteResult {}

    /** Nothing is kept: another writer has moved one of the partitions on. */
    record Overtaken() implements WriteResult {}

    /** Nothing is kept: Postgres refuses something that is in them. */
    record Refused(String sqlState) implements WriteResult {}

    /** Nothing is kept (or, if the connection broke at the commit, that is unknown): try again. */
    record Unavailable(String cause) implements WriteResult {}
}
