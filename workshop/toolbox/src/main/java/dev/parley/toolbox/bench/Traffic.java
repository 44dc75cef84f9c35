package dev.parley.toolbox.bench;

/**
 * What the people of a bench do.
 *
 * @param rate messages a second, all conversations together
 * @param textLength characters of each
 * @param receipts whether everybody reports once a second what arrived and was read
 */
record Traffic(double rate, int textLength, boolean receipts) {
    private static final int LONGEST_TEXT = 8_000;

    Traffic {
        Plan.require(rate >= 0 && rate <= 100_000, "the rate is 1 to 100,000 messages a second");
        Plan.require(
                textLength >= SendTemplate.SHORTEST_TEXT && textLength <= LONGEST_TEXT,
                "a text has 16 to 8,000 characters");
    }

    Traffic at(double otherRate) {
        return new Traffic(otherRate, textLength, receipts);
    }
}
