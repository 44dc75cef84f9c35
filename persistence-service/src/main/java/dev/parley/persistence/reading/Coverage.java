package dev.parley.persistence.reading;

import dev.parley.api.event.Seqs;

/**
 * The stretch of a log that a page covers: every event with {@code from <= seq <= to} is in it. Where it covers nothing
 * (past either end of the log), {@code to} is {@code from - 1}.
 */
record Coverage(long from, long to) {
    /** The first events after a seq. One that no log can have is as far past the end as the greatest. */
    static Coverage after(long after, long lastSeq, int limit) {
        long start = Math.min(after, Seqs.MAX);
        long left = Math.max(0, lastSeq - start);
        return new Coverage(start + 1, start + Math.min(left, limit));
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

    /** What is left if reading stopped at a seq. */
    Coverage endingAt(long seq) {
        return new Coverage(from, seq);
    }

    /** What is left if reading backwards stopped at a seq. */
    Coverage startingAt(long seq) {
        return new Coverage(seq, to);
    }

    boolean isEmpty() {
        return to < from;
    }
}
