package dev.parley.presence.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration MEMORY = Duration.ofHours(1);

    @Test
    void aNodeWithARunningLeaseIsLeftAlone() {
        assertThat(judge(NOW.plusSeconds(1), false, NOW)).isEqualTo(Verdict.KEEP);
    }

    @Test
    void aLeaseThatEndedBeforeWhatWasReadHasLapsed() {
        assertThat(judge(NOW.minusSeconds(2), false, NOW.minusSeconds(1))).isEqualTo(Verdict.LAPSE);
    }

    @Test
    void aLeaseThatEndedAfterWhatWasReadProvesNothing() {
        assertThat(judge(NOW.minusSeconds(1), false, NOW.minusSeconds(2))).isEqualTo(Verdict.KEEP);
    }

    @Test
    void aLapsedNodeThatIsHeardOfIsRevived() {
        assertThat(judge(NOW.plusSeconds(1), true, Instant.MIN)).isEqualTo(Verdict.REVIVE);
    }

    @Test
    void aLapsedNodeIsForgottenOnlyAfterTheMemory() {
        assertThat(judge(NOW.minusSeconds(3_599), true, NOW)).isEqualTo(Verdict.KEEP);
        assertThat(judge(NOW.minusSeconds(3_601), true, NOW)).isEqualTo(Verdict.FORGET);
    }

    private static Verdict judge(Instant leaseEnds, boolean lapsed, Instant readUpTo) {
        return Verdict.of(leaseEnds, lapsed, NOW, readUpTo, MEMORY);
    }
}
