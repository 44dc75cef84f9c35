package dev.parley.toolbox.bench;

import java.util.function.Consumer;

/**
 * Looks for the highest rate that is carried well, which is with p99 of delivery under 200 ms, nothing lost and nothing
 * refused: half as much again at each step until one is not, then halfway between the best and the worst. Ends after
 * {@value #STEPS} steps of at most two runs, or where more people would be needed.
 */
final class Ramp {
    private static final int STEPS = 16;
    private static final int STEP_SECONDS = 8;
    private static final int SETTLE_SECONDS = 2;
    private static final double GROWTH = 1.5;

    /** Nothing below this part of the first rate is tried. */
    private static final double LOWEST_PART = 10;

    /** Best and worst this close to one another are the same. */
    private static final double CLOSE = 1.06;

    private final Load load;
    private final Consumer<Outcome> listener;

    Ramp(Load load, Consumer<Outcome> listener) {
        this.load = load;
        this.listener = listener;
    }

    /** The highest good rate found, or 0 if not even a tenth of the first was carried. */
    double from(Plan plan) {
        double highest = Plan.highestRate(plan.audience());
        double lowest = plan.traffic().rate() / LOWEST_PART;
        double good = 0;
        double bad = Double.POSITIVE_INFINITY;
        double rate = plan.traffic().rate();
        int warmUp = plan.warmUp();
        for (int step = 0; step < STEPS && good < highest && bad > good * CLOSE && rate >= lowest; step++) {
            if (isCarried(plan.at(rate, STEP_SECONDS, warmUp))) {
                good = rate;
            } else {
                bad = rate;
            }
            warmUp = SETTLE_SECONDS;
            rate = Double.isInfinite(bad) ? Math.min(rate * GROWTH, highest) : (good + bad) / 2;
        }
        return good;
    }

    /** A rate that fails is tried once more: the machine may have been busy with something else. */
    private boolean isCarried(Plan plan) {
        for (int attempt = 0; attempt < 2; attempt++) {
            Outcome outcome = load.run(plan);
            listener.accept(outcome);
            if (outcome.isGood()) {
                return true;
            }
        }
        return false;
    }
}
