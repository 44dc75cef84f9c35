package dev.parley.toolbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void asManyPairsAsARateNeedsKeepEachPersonUnderTheLimit() {
        int pairs = Plan.pairsFor(12_000);

        assertThat(pairs).isEqualTo(120);
        assertThat(Plan.highestRate(new Audience(pairs, 0, 0, 0))).isEqualTo(12_000);
    }

    @Test
    void membersOfALargeGroupMaySendFarMore() {
        assertThat(Plan.highestRate(new Audience(0, 1, 1_000, 0))).isEqualTo(50_000);
    }

    @Test
    void rateThatSoFewPeopleMayNotSendIsRefused() {
        assertThatThrownBy(() -> plan(new Audience(10, 0, 0, 0), 2_000))
                .hasMessageContaining("more --pairs are needed");
    }

    @Test
    void idleSocketsAloneNeedNoRate() {
        assertThat(plan(new Audience(0, 0, 0, 50), 0).audience().idlePeople()).isEqualTo(50);
    }

    private static Plan plan(Audience audience, double rate) {
        return new Plan(audience, new Traffic(rate, 128, false), 10, 0);
    }
}
