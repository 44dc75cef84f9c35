package dev.parley.toolbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long DUE = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    private final Tally tally = new Tally(1, 3);

    @Test
    void latencyCountsFromTheDueTime() {
        UUID id = tally.due(1, DUE);

        tally.acked(id.toString(), DUE + 5 * MILLISECOND);

        assertThat(tally.ackMicros().getMaxValue()).isBetween(5_000L, 5_010L);
    }

    @Test
    void theWarmUpLeavesNoTrace() {
        UUID id = tally.due(0, DUE);

        tally.acked(id.toString(), DUE);
        tally.delivered(id.toString(), DUE);

        assertThat(tally.acks()).isZero();
        assertThat(tally.delivered()).isZero();
    }

    @Test
    void aSecondAckIsNotCounted() {
        UUID id = tally.due(2, DUE);

        tally.acked(id.toString(), DUE);
        tally.acked(id.toString(), DUE);

        assertThat(tally.acks()).isEqualTo(1);
        assertThat(tally.isAcked(2)).isTrue();
    }

    @Test
    void messagesOfAnotherRunAreNobodysBusiness() {
        UUID other = new Tally(0, 3).due(1, DUE);

        assertThat(tally.number(other.toString())).isEqualTo(-1);
    }

    @Test
    void refusalsAreCountedByTheirCode() {
        tally.refused(tally.due(1, DUE).toString(), "rate_limited");
        tally.refused(tally.due(2, DUE).toString(), "rate_limited");

        assertThat(tally.refusals()).containsEntry("rate_limited", 2L);
    }
}
