package dev.parley.persistence.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one conversation and not yet compared: some facts, by offset. One thread's.
 *
 * <p>History stands at an offset of its own. The facts before it say what it must hold at least, those behind it what it may hold at
 * most; if no fact lies behind it although everything behind it is known, it must hold exactly what the last one before it says.
 */
final class WaitingFacts {
    /** Dropping one in the middle only makes the bounds wider. */
    private static final int MOST = 8;

    private final List<Fact> facts = new ArrayList<>();

    void add(Fact fact) {
        if (facts.size() == MOST) {
            facts.remove(1);
        }
        facts.add(fact);
    }

    /** What a comparison came to. */
    enum Verdict {
        /** History has not come as far as any fact, or what is behind it is not known yet. */
        OPEN,
        AGREED,
        DIVERGED
    }

    /**
     * Compares.
     *
     * @param next the offset of the first record that history lacks
     * @param lastSeq how many events it holds of the conversation
     * @param complete whether every fact that covers the record before {@code next} is here
     */
    Verdict compare(long next, long lastSeq, boolean complete) {
        boolean reached = facts.getFirst().offset() < next;
        if (!reached) {
            return Verdict.OPEN;
        }
        long least = facts.stream()
                .filter(fact -> fact.offset() < next)
                .mapToLong(Fact::count)
                .max()
                .orElse(0);
        long most = facts.stream()
                .filter(fact -> fact.offset() >= next)
                .mapToLong(Fact::count)
                .min()
                .orElse(complete ? least : Long.MAX_VALUE);
        if (lastSeq < least || lastSeq > most) {
            return Verdict.DIVERGED;
        }
        return most == Long.MAX_VALUE ? Verdict.OPEN : Verdict.AGREED;
    }

    /** Forgets what history has passed, but for the last of it; whether only that is left. */
    boolean forgetBefore(long next) {
        while (facts.size() > 1 && facts.get(1).offset() < next) {
            facts.removeFirst();
        }
        return facts.getLast().offset() < next;
    }

    Fact last() {
        return facts.getLast();
    }
}
