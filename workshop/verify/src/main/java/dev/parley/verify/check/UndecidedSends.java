package dev.parley.verify.check;

import dev.parley.verify.record.Attempt;

/** Counts the sends that were left at {@code unavailable}, and those of them that are in history all the same. */
public record UndecidedSends(long left, long kept) {
    /** Counts. */
    public static UndecidedSends of(Evidence evidence) {
        var undecided = evidence.attempts().stream()
                .filter(Attempt::isRefusedForGood)
                .filter(attempt -> attempt.refusals().contains("unavailable"))
                .toList();
        long kept = undecided.stream()
                .filter(attempt -> !evidence.stored(attempt.conversation())
                        .of(attempt.sender(), attempt.id())
                        .isEmpty())
                .count();
        return new UndecidedSends(undecided.size(), kept);
    }
}
