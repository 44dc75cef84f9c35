package dev.parley.toolbox.bench;

import java.util.function.Consumer;

/**
 * Looks for the highest rate that is carried well: half as much again at each step until one is not, then twice in between.
 * Ends after {@value #STEPS} steps of at most two runs.
 */
final class Sweep {
    private static final int STEPS = 12;
    private static final int REFINEMENTS = 2;
    private static final int STEP_SECONDS = 8;
    private static final double GROWTH = 1.5;

    private final Load load;
    private final Consumer<Outcome> listener;

    Sweep(Load load, Consumer<Outcome> listener) {
        this.load = load;
        this.listener = listener;
    }

    /** The highest rate found, or 0 if not even the first was carried. */
    double from(Plan plan) {
        double good = 0;
        double bad = Double.POSITIVE_INFINITY;
        double rate = plan.rate();
        int refinements = 0;
        for (int step = 0; step < STEPS && refinements <= REFINEMENTS; step++) {
            if (isCarried(plan.at(rate, STEP_SECONDS))) {
                good = rate;
            } else {
                bad = rate;
            }
            boolean bounded = bad < Double.POSITIVE_INFINITY;
            refinements += bounded ? 1 : 0;
            rate = bounded ? (good + bad) / 2 : rate * GROWTH;
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
