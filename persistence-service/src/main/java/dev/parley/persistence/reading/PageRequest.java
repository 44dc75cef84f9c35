package dev.parley.persistence.reading;

import dev.parley.api.event.Seqs;
import dev.parley.persistence.web.Refusal;

/**
 * Which page of a log is asked for: after a seq, before one, or (neither) the newest.
 *
 * @param limit already within bounds
 */
record PageRequest(Long after, Long before, int limit) {
    static final int MAX_EVENTS = 200;

    /** Refuses what makes no sense; a limit above the greatest is the greatest. */
    static PageRequest of(Long after, Long before, int limit) {
        if (after != null && before != null) {
            throw Refusal.badRequest("either after or before, not both");
        }
        if ((after != null && !Seqs.isCursor(after)) || (before != null && !Seqs.isSeq(before))) {
            throw Refusal.badRequest("after is a seq or 0, before is a seq; the greatest is " + Seqs.MAX);
        }
        if (limit < 1) {
            throw Refusal.badRequest("limit is 1 or more");
        }
        return new PageRequest(after, before, Math.min(limit, MAX_EVENTS));
    }

    PageBound bound() {
        return PageBound.of(limit);
    }

    /** Whether the page ends at a given place and starts where it is full, rather than the other way round. */
    boolean isBackwards() {
        return after == null;
    }

    Coverage over(long lastSeq) {
        if (after != null) {
            return Coverage.after(after, lastSeq, limit);
        }
        return before == null ? Coverage.newest(lastSeq, limit) : Coverage.before(before, lastSeq, limit);
    }
}
