package dev.parley.persistence.history;

/** What became of a batch. */
sealed interface WriteResult {
    /** It is in history, and so is everything before {@code nextOffset}. */
    record Written(long nextOffset) implements WriteResult {}

    /** Nothing is kept: another writer has moved this partition on. */
    record Overtaken() implements WriteResult {}

    /** Nothing is kept: Postgres refuses something that is in it. */
    record Refused(String sqlState) implements WriteResult {}

    /** Nothing is kept (or, if the connection broke at the commit, that is unknown): try again. */
    record Unavailable(String cause) implements WriteResult {}
}
