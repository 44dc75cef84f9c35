package dev.parley.toolbox.bench;

/**
 * What a bench shall do.
 *
 * @param pairs direct conversations, each of two people of its own
 * @param groups groups, of those same people
 * @param groupSize members of each group
 * @param rate messages a second, all conversations together
 * @param seconds how long is measured
 * @param warmUp seconds of the same load before that, not measured
 */
record Plan(int pairs, int groups, int groupSize, double rate, int seconds, int warmUp) {
    /** Longer than this, and access tokens would run out under the sockets. */
    static final int LONGEST = 300;

    Plan {
        require(pairs >= 0 && groups >= 0 && pairs + groups > 0, "there must be a pair or a group");
        require(groups == 0 || (groupSize >= 2 && groupSize <= 1_000), "a group has 2 to 1,000 members");
        require(rate > 0 && rate <= 100_000, "the rate is 1 to 100,000 messages a second");
        require(seconds >= 1 && seconds <= LONGEST, "a run takes 1 to " + LONGEST + " seconds");
    }

    int people() {
        return Math.max(2 * pairs, groups == 0 ? 0 : groupSize);
    }

    Plan at(double otherRate, int otherSeconds) {
        return new Plan(pairs, groups, groupSize, otherRate, otherSeconds, warmUp);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
