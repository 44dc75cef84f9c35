package dev.parley.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountMapTest {
    @Test
    void holdsWhatAHashMapWouldHold() {
        Random random = new Random(7);
        CountMap map = new CountMap();
        Map<ConversationKey, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Ids made one after the other share their high bits, as those of version 7 do.
            ConversationKey key =
                    new ConversationKey(0x0192_0000_0000_7000L + random.nextInt(3), random.nextInt(9_000));
            long next = expected.merge(key, 1L, Long::sum);
            if (random.nextBoolean()) {
                assertThat(map.increment(key)).isEqualTo(next);
            } else {
                map.put(key, next);
            }
        }

        Map<ConversationKey, Long> found = new HashMap<>();
        map.forEach(found::put);

        assertThat(found).isEqualTo(expected);
        assertThat(map.size()).isEqualTo(expected.size());
        assertThat(map.get(new ConversationKey(1, 1))).isZero();
    }
}
