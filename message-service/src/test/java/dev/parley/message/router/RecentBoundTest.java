package dev.parley.message.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.channel.Channels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentBoundTest {
    private static final int BYTES = 262_144;

    private final RecentBound bound = new RecentBound(BYTES);

    @ParameterizedTest
    @CsvSource({"1, 128", "300, 128", "2048, 128", "2049, 127", "8192, 32", "50000, 5", "262144, 1", "400000, 1"})
    void theLongerTheEventTheFewer(int length, String events) {
        assertThat(bound.events(new byte[length])).isEqualTo(events);
    }

    @Test
    void noOrderOfLengthsMakesAStreamMuchLonger() {
        long total = 0;
        for (int count = 1; count <= Channels.RECENT_EVENTS; count++) {
            int longest = BYTES / count;
            assertThat(Integer.parseInt(bound.events(new byte[longest]))).isGreaterThanOrEqualTo(count);
            assertThat(Integer.parseInt(bound.events(new byte[longest + 1]))).isLessThan(Math.max(count, 2));
            total += longest;
        }
        assertThat(total).isLessThan(6 * BYTES);
    }

    @Test
    void noBytesAreNoBound() {
        assertThatThrownBy(() -> new RecentBound(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
