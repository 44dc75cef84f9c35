package dev.parley.toolbox.bench;

import java.util.Locale;

/**
 * What a bench shall do.
 *
 * @param seconds how long is measured
 * @param warmUp seconds of the same load before that, not measured
 */
record Plan(Audience audience, Traffic traffic, int seconds, int warmUp) {
    /** Longer than this, with the longest warm-up, and access tokens would run out under the sockets. */
    static final int LONGEST = 300;

    static final int LONGEST_WARM_UP = 120;

    /** Half of what a gateway allows a user in the long run, so that it is never the limit that is measured. */
    static final double MOST_SENDS_OF_ONE = 50;

    /** Each takes a byte: see {@link Tally}. */
    private static final double MOST_DELIVERIES = 500_000_000;

    Plan {
        require(seconds >= 1 && seconds <= LONGEST, "a run takes 1 to " + LONGEST + " seconds");
        require(warmUp >= 0 && warmUp <= LONGEST_WARM_UP, "a warm-up takes 0 to " + LONGEST_WARM_UP + " seconds");
        require(
                traffic.rate() > 0 == audience.rooms() > 0,
                "without a rate there are no conversations, and only --idle remains");
        double highest = highestRate(audience);
        require(
                traffic.rate() <= highest,
                String.format(
                        Locale.ROOT,
                        "so few people may send %,.0f messages a second together (%.0f each): more --pairs are needed",
                        highest,
                        MOST_SENDS_OF_ONE));
        require(
                traffic.rate() * (seconds + warmUp) * deliveriesOfAMessage(audience) <= MOST_DELIVERIES,
                "that is too many deliveries to count: a shorter run, a lower rate or smaller groups are needed");
    }

    /** The highest rate at which nobody comes near the limit of one user's sends. */
    static double highestRate(Audience audience) {
        return audience.rooms() == 0 ? 0 : MOST_SENDS_OF_ONE / audience.busiestShare();
    }

    /** As many pairs as this rate needs. */
    static int pairsFor(double rate) {
        return (int) Math.ceil(rate / (2 * MOST_SENDS_OF_ONE));
    }

    private static double deliveriesOfAMessage(Audience audience) {
        return audience.rooms() == 0 ? 0 : (double) audience.deliveriesOfARound() / audience.rooms();
    }

    Plan at(double otherRate, int otherSeconds, int otherWarmUp) {
        return new Plan(audience, traffic.at(otherRate), otherSeconds, otherWarmUp);
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
