package dev.parley.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrikesTest {
    private final Strikes strikes = new Strikes();

    @Test
    void aLimitIsReachedWithinItsWindow() {
        assertThat(strikes.strike(0, 100, 3)).isFalse();
        assertThat(strikes.strike(50, 100, 3)).isFalse();
        assertThat(strikes.strike(100, 100, 3)).isTrue();
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        assertThat(strikes.strike(0, 100, 2)).isFalse();
        assertThat(strikes.strike(101, 100, 2)).isFalse();
        assertThat(strikes.strike(150, 100, 2)).isTrue();
    }
}
