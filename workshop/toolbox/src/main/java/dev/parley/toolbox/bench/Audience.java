package dev.parley.toolbox.bench;

/**
 * Who takes part in a bench.
 *
 * @param pairs direct conversations, each of two people of its own
 * @param groups groups, of those same people
 * @param groupSize members of each group
 * @param idle sockets that only stay open, of other people
 */
record Audience(int pairs, int groups, int groupSize, int idle) {
    private static final int LEAST_IDLE_PEOPLE = 200;

    /** Below what a gateway lets one user have. */
    private static final int SOCKETS_EACH = 50;

    private static final int MOST_IDLE = 50_000;

    Audience {
        Plan.require(pairs >= 0 && groups >= 0 && pairs + groups + idle > 0, "there must be a pair or a group");
        Plan.require(groups == 0 || (groupSize >= 2 && groupSize <= 1_000), "a group has 2 to 1,000 members");
        Plan.require(idle >= 0 && idle <= MOST_IDLE, "there are 0 to 50,000 idle sockets");
    }

    int rooms() {
        return pairs + groups;
    }

    /** Those who write and read. */
    int people() {
        return Math.max(2 * pairs, groups == 0 ? 0 : groupSize);
    }

    /** Those behind the idle sockets: several sockets each, because an account costs a password hash. */
    int idlePeople() {
        return Math.min(idle, Math.max(LEAST_IDLE_PEOPLE, Math.ceilDiv(idle, SOCKETS_EACH)));
    }

    /** The greatest part of all messages that one person sends. */
    double busiestShare() {
        double groupsOfOne = groups == 0 ? 0 : Math.ceil((double) groups * groupSize / people());
        double turns = (pairs == 0 ? 0 : 0.5) + (groups == 0 ? 0 : groupsOfOne / groupSize);
        return turns / rooms();
    }

    /** Deliveries that a round of one message in each conversation owes. */
    int deliveriesOfARound() {
        return 2 * pairs + groups * groupSize;
    }
}
