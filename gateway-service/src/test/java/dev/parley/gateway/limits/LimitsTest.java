package dev.parley.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.UserId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final Limits limits = TestLimits.with(Map.of(
            "parley.gateway.limits.long-texts", "1000/8000",
            "parley.gateway.limits.user-frames", "10/100"));
    private final UserId alice = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());

    @Test
    void longTextsAreBoundedByTheirLengthToo() {
        assertThat(limits.send(alice, 8_000)).isZero();
        assertThat(limits.send(alice, 8_000)).isBetween(7L, 8L);
        assertThat(limits.send(alice, 500)).isZero();
        assertThat(limits.send(bob, 8_000)).isZero();
    }

    @Test
    void aUsersSocketsShareOneBucketInWhichLargeFramesCountAsSeveral() {
        var first = new SocketLimits();
        var second = new SocketLimits();
        assertThat(limits.frame(first, alice, 60_000)).isZero();
        assertThat(limits.frame(second, alice, 60_000)).isPositive();
        assertThat(limits.frame(second, alice, 100)).isZero();
        assertThat(limits.frame(new SocketLimits(), bob, 60_000)).isZero();
    }
}
