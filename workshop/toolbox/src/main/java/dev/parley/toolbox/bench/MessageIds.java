package dev.parley.toolbox.bench;

import java.util.random.RandomGenerator;

/**
 * The ids of one run: UUIDs of version 7, as Parley's own clients make them, so that the servers see them arrive in the
 * order of time. The lowest 32 bits are the message's number, so that finding a message by its id is an array access;
 * the other random bits are a tag of the run. Immutable.
 */
final class MessageIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long UPPER_TAG = 0xFFFL;
    private static final long LOWER_TAG = 0x3FFF_FFFFL << 32;
    private static final long NUMBER = 0xFFFF_FFFFL;
    private static final long MILLIS = 0xFFFF_FFFF_FFFFL;

    private final long upper;
    private final long lower;

    MessageIds(RandomGenerator random) {
        this.upper = VERSION_7 | (random.nextLong() & UPPER_TAG);
        this.lower = VARIANT | (random.nextLong() & LOWER_TAG);
    }

    /** The upper half of every id made at this instant (milliseconds since 1970). */
    long upper(long millis) {
        return (millis & MILLIS) << 16 | upper;
    }

    /** The lower half of a message's id. {@code number}: 0 or more. */
    long lower(int number) {
        return lower | number;
    }

    /** The number of a message of this run, or -1 if the id belongs to another. */
    int number(long idUpper, long idLower) {
        boolean ours = (idUpper & 0xFFFFL) == upper && (idLower & ~NUMBER) == lower;
        return ours ? (int) idLower : -1;
    }
}
