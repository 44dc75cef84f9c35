package dev.parley.api.event;

/** The numbers that can be the seq of an event. Whoever takes one from the wire asks here first. */
public final class Seqs {
    /**
     * The greatest seq: 2<sup>53</sup> - 1, the greatest integer that every reader of JSON holds exactly. No log comes
     * near it, and arithmetic with a seq and a page's length cannot overflow.
     */
    public static final long MAX = (1L << 53) - 1;

    private Seqs() {}

    /** Whether this names a place in a log: 1 or more. */
    public static boolean isSeq(long number) {
        return number >= 1 && number <= MAX;
    }

    /** Whether this says how far somebody has a log: a seq, or 0 for nothing of it. */
    public static boolean isCursor(long number) {
        return number == 0 || isSeq(number);
    }
}
