package dev.parley.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.UserId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final Limits limits = TestLimits.with(Map.of("parley.gateway.limits.long-texts", "1000/8000"));
    private final UserId alice = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());

    @Test
    void longTextsAreBoundedByTheirLengthToo() {
        assertThat(limits.send(alice, 8_000)).isZero();
        assertThat(limits.send(alice, 8_000)).isBetween(7L, 8L);
        assertThat(limits.send(alice, 500)).isZero();
        assertThat(limits.send(bob, 8_000)).isZero();
    }
}
