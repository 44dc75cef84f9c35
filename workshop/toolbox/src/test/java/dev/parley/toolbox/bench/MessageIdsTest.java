package dev.parley.toolbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private static final long NOW = 1_790_000_000_123L;

    private final MessageIds ids = new MessageIds(new Random(1));

    @Test
    void idIsOfVersion7AndHasTheTime() {
        var id = new UUID(ids.upper(NOW), ids.lower(Integer.MAX_VALUE));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW);
    }

    @Test
    void numberIsInTheId() {
        assertThat(ids.number(ids.upper(NOW), ids.lower(0))).isZero();
        assertThat(ids.number(ids.upper(NOW + 5_000), ids.lower(1_234_567))).isEqualTo(1_234_567);
    }

    @Test
    void idsOfAnotherRunHaveNoNumber() {
        var others = new MessageIds(new Random(2));

        assertThat(ids.number(others.upper(NOW), others.lower(5))).isEqualTo(-1);
        assertThat(ids.number(0, 0)).isEqualTo(-1);
    }
}
