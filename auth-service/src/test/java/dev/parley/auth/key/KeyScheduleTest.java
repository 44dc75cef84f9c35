package dev.parley.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final KeySchedule schedule = new KeySchedule(Duration.ofDays(30), HOUR, Duration.ofMinutes(30));

    @Test
    void theFirstKeySignsAtOnce() {
        assertThat(schedule.nextSignsFrom(Optional.empty(), T0)).contains(T0);
    }

    @Test
    void theNextKeyIsMadeAheadOfItsTime() {
        Instant due = T0.plus(Duration.ofDays(30));

        assertThat(schedule.nextSignsFrom(Optional.of(T0), due.minus(HOUR).minusSeconds(1)))
                .isEmpty();
        assertThat(schedule.nextSignsFrom(Optional.of(T0), due.minus(HOUR))).contains(due);
    }

    @Test
    void aKeyThatIsMadeLateIsPublishedAheadAllTheSame() {
        Instant late = T0.plus(Duration.ofDays(90));

        assertThat(schedule.nextSignsFrom(Optional.of(T0), late)).contains(late.plus(HOUR));
    }

    @Test
    void aKeyIsGoneWhenTheTokensItSignedAre() {
        List<Instant> keys = List.of(T0, T0.plus(HOUR));

        assertThat(schedule.gone(keys, T0.plus(HOUR).plus(Duration.ofMinutes(29))))
                .isZero();
        assertThat(schedule.gone(keys, T0.plus(HOUR).plus(Duration.ofMinutes(30))))
                .isOne();
        assertThat(schedule.gone(keys, T0.plus(Duration.ofDays(3_650)))).isOne();
        assertThat(schedule.gone(List.of(), T0)).isZero();
    }

    @Test
    void aScheduleInWhichKeysOvertakeEachOtherIsRefused() {
        assertThatThrownBy(() -> new KeySchedule(HOUR, HOUR, HOUR)).isInstanceOf(IllegalArgumentException.class);
    }
}
