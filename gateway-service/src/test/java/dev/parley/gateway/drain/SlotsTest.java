package dev.parley.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test
    void everyClientHasASlotOfItsOwn() {
        Slots slots = new Slots(Duration.ofSeconds(10), RandomGenerator.of("L64X128MixRandom"));
        for (int i = 0; i < 100; i++) {
            assertThat(slots.millis(i, 100)).isBetween(i * 100L, (i + 1) * 100L);
        }
    }
}
