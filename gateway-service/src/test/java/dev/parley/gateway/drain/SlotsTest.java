package dev.parley.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    @Test
    void everyClientHasASlotOfItsOwn() {
        Slots slots = new Slots(Duration.ofSeconds(10), 1, RANDOM);
        for (int i = 0; i < 100; i++) {
            assertThat(slots.millis(i, 100)).isBetween(i * 100L, (i + 1) * 100L);
        }
    }

    @Test
    void fewClientsDoNotWaitForTheWholeSpread() {
        Slots slots = new Slots(Duration.ofSeconds(10), 50, RANDOM);
        for (int i = 0; i < 10; i++) {
            assertThat(slots.millis(i, 10)).isBetween(i * 20L, (i + 1) * 20L);
        }
    }
}
