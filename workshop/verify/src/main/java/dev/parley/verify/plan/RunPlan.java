package dev.parley.verify.plan;

import java.time.Duration;
import java.util.List;

/**
 * What a run shall be.
 *
 * @param seed decides who is with whom, what is said and what is broken when
 * @param people 6 to 500
 * @param rate sends a second, of all people together
 * @param duration of talk and faults; setting up and comparing come on top
 * @param faults which kinds may happen
 * @param mostRecovery the longest time that people are left alone after a fault
 */
public record RunPlan(
        long seed, int people, double rate, Duration duration, List<FaultKind> faults, Duration mostRecovery) {
    private static final int FEWEST = 6;
    private static final int MOST = 500;

    public RunPlan {
        faults = List.copyOf(faults);
        if (people < FEWEST || people > MOST) {
            throw new IllegalArgumentException(FEWEST + " to " + MOST + " people, not " + people);
        }
        if (rate < 1 || rate > 2_000) {
            throw new IllegalArgumentException("1 to 2,000 sends a second, not " + rate);
        }
        if (duration.isNegative() || duration.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("a run takes at most 12 hours");
        }
    }

    /** How long people are left alone after a fault of this kind. */
    public Duration recovery(FaultKind kind) {
        return kind.recovery().compareTo(mostRecovery) < 0 ? kind.recovery() : mostRecovery;
    }
}
