package dev.parley.verify.attack;

import dev.parley.verify.check.Evidence;
import dev.parley.verify.record.Attempt;

/** How long people waited for their acks, in milliseconds, from the moment at which each send was due. */
final class AckLatency {
    private final long[] sorted;

    private AckLatency(long[] sorted) {
        this.sorted = sorted;
    }

    static AckLatency of(Evidence evidence) {
        return new AckLatency(evidence.attempts().stream()
                .filter(Attempt::isAcked)
                .mapToLong(attempt -> attempt.ackedAt() - attempt.dueAt())
                .sorted()
                .toArray());
    }

    /** @param share from 0 to 1 */
    long percentile(double share) {
        if (sorted.length == 0) {
            return Long.MAX_VALUE;
        }
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
