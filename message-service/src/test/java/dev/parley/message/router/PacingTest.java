package dev.parley.message.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final Duration LONG = Duration.ofMillis(8);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "4, 0", "5, 2", "64, 2", "65, 8", "511, 8", "512, 0", "2000, 0"})
    void theRestGrowsWithWhatThePollsBrought(int records, long millis) {
        assertThat(new Pacing(4, SHORT, 64, LONG, 512).restAfter(records)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aRestThatWouldHoldUpTheLiveStreamIsRefused() {
        assertThatThrownBy(() -> new Pacing(4, SHORT, 64, Duration.ofSeconds(2), 512))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("long-rest");
        assertThatThrownBy(() -> new Pacing(4, LONG, 64, SHORT, 512)).isInstanceOf(IllegalArgumentException.class);
    }
}
