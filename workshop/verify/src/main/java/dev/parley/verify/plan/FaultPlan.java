package dev.parley.verify.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Which fault follows which, and the number that chooses its victim. The same for the same seed. */
public record FaultPlan(List<Planned> faults) {
    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** {@code choice}: not negative; which of several instances, taken modulo their number. */
    public record Planned(FaultKind kind, int choice) {}

    /** Rounds of all kinds, each round in an order of its own, {@code count} faults in all. */
    public static FaultPlan of(long seed, List<FaultKind> kinds, int count) {
        var random = new SplittableRandom(seed ^ 0xFA017L);
        List<Planned> faults = new ArrayList<>();
        while (!kinds.isEmpty() && faults.size() < count) {
            List<FaultKind> round = new ArrayList<>(kinds);
            for (int i = round.size() - 1; i > 0; i--) {
                Collections.swap(round, i, random.nextInt(i + 1));
            }
            round.forEach(kind -> faults.add(new Planned(kind, random.nextInt(1 << 16))));
        }
        return new FaultPlan(faults.subList(0, Math.min(count, faults.size())));
    }
}
