package dev.parley.auth.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When keys come and go. A key's part is a function of the time and of its successor, not a state that somebody has to
 * change: published before it signs, signing, published for the tokens it signed, gone. So replicas agree without talking,
 * and a rotation is one insert.
 */
record KeySchedule(Duration rotateEvery, Duration publishAhead, Duration keepFor) {
    KeySchedule {
        if (rotateEvery.compareTo(publishAhead.plus(keepFor)) <= 0) {
            throw new IllegalArgumentException(
                    "parley.auth.keys: rotate-every must be longer than publish-ahead and keep-for together");
        }
    }

    /** When a key that is made now begins to sign; empty if none is to be made. The first one signs at once. */
    Optional<Instant> nextSignsFrom(Optional<Instant> newestSignsFrom, Instant now) {
        if (newestSignsFrom.isEmpty()) {
            return Optional.of(now);
        }
        Instant due = newestSignsFrom.get().plus(rotateEvery);
        Instant ahead = now.plus(publishAhead);
        return due.isAfter(ahead) ? Optional.empty() : Optional.of(ahead);
    }

    /** Of keys in the order in which they begin to sign, how many (the first ones) are gone. */
    int gone(List<Instant> signsFrom, Instant now) {
        int gone = 0;
        while (gone + 1 < signsFrom.size()
                && !signsFrom.get(gone + 1).plus(keepFor).isAfter(now)) {
            gone++;
        }
        return gone;
    }
}
