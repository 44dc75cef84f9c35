package dev.parley.persistence.reading;

/**
 * The stretch of a log that a page covers: every event with {@code from <= seq <= to} is in it. Where it covers nothing
 * (past either end of the log), {@code to} is {@code from - 1}.
 */
record Coverage(long from, long to) {
    /** The first events after a seq. */
    static Coverage after(long after, long lastSeq, int limit) {
        return new Coverage(after + 1, Math.max(after, Math.min(lastSeq, after + limit)));
    }

    /** The last events before a seq. */
    static Coverage before(long before, long lastSeq, int limit) {
        long to = Math.min(before - 1, lastSeq);
        return new Coverage(Math.max(1, to - limit + 1), to);
    }

    /** The last events of all. */
    static Coverage newest(long lastSeq, int limit) {
        return before(lastSeq + 1, lastSeq, limit);
    }

    boolean isEmpty() {
        return to < from;
    }
}
