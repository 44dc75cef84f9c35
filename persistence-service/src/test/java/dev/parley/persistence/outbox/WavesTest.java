package dev.parley.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.outbox.PostgresOutbox.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WavesTest {
    @Test
    void rowsOfOneConversationAreNeverUnderWayTogether() {
        UUID one = new UUID(0, 1);
        UUID other = new UUID(0, 2);
        List<Row> rows = List.of(row(one, 1), row(one, 2), row(other, 3), row(one, 4), row(other, 5));

        List<List<Long>> waves = OutboxRelay.wavesOf(rows).stream()
                .map(wave -> wave.stream().map(Row::id).toList())
                .toList();

        assertThat(waves).containsExactly(List.of(1L, 3L), List.of(2L, 5L), List.of(4L));
    }

    private static Row row(UUID conversation, long id) {
        return new Row(conversation, id, "topic", new byte[0]);
    }
}
