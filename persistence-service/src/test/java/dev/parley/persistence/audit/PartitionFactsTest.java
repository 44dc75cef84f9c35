package dev.parley.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.audit.PartitionFacts.Outcome;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartitionFactsTest {
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final PartitionFacts facts = new PartitionFacts(2);

    private Outcome compare(long next, long storedOfOne) {
        return facts.compare(next, Map.of(one, storedOfOne));
    }

    @Test
    void historyThatLagsBehindEveryFactIsLeftInPeace() {
        facts.add(one, new Fact(10, 4));

        assertThat(compare(10, 1)).isEqualTo(new Outcome(0, java.util.List.of()));
        assertThat(facts.size()).isEqualTo(1);
    }

    @Test
    void whatHistoryMustHaveByNowAndHasNotIsADivergence() {
        facts.add(one, new Fact(10, 4));

        assertThat(compare(11, 3).diverged()).singleElement().satisfies(found -> {
            assertThat(found.conversation()).isEqualTo(one);
            assertThat(found.stored()).isEqualTo(3);
        });
        assertThat(facts.size()).isZero();
    }

    @Test
    void historyBetweenTwoFactsMayHaveAnythingBetweenTheirCounts() {
        facts.add(one, new Fact(10, 4));
        facts.add(one, new Fact(20, 8));

        assertThat(compare(15, 4).diverged()).isEmpty();
        assertThat(compare(16, 8).diverged()).isEmpty();
        assertThat(compare(17, 9).diverged()).hasSize(1);
    }

    @Test
    void aheadOfTheCountIsADivergenceOnceTheCheckpointIsKnownAsAWhole() {
        facts.add(one, new Fact(10, 4));
        assertThat(compare(11, 5).diverged()).isEmpty();

        facts.add(other, new Fact(20, 1));

        assertThat(compare(11, 5).diverged()).hasSize(1);
    }

    @Test
    void silenceEndsACheckpointToo() {
        facts.add(one, new Fact(10, 4));
        facts.quiet();

        assertThat(compare(11, 4).agreed()).isEqualTo(1);
        assertThat(facts.size()).isZero();
    }

    @Test
    void historyAheadOfTheRouterIsComparedWhenTheRouterHasCaughtUp() {
        facts.add(one, new Fact(10, 4));
        facts.quiet();
        assertThat(compare(30, 9)).isEqualTo(new Outcome(0, java.util.List.of()));

        facts.add(one, new Fact(29, 9));
        facts.quiet();

        assertThat(compare(30, 9).agreed()).isEqualTo(1);
    }

    @Test
    void whatWaitsHasABound() {
        facts.add(one, new Fact(1, 1));
        facts.add(other, new Fact(1, 1));

        assertThat(facts.add(UUID.randomUUID(), new Fact(1, 1))).isFalse();
        for (int offset = 2; offset < 1_000; offset++) {
            assertThat(facts.add(one, new Fact(offset, offset))).isTrue();
        }
        assertThat(compare(1_000, 998).diverged()).hasSize(1);
    }
}
