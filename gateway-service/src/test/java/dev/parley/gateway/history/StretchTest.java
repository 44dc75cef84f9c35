package dev.parley.gateway.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.EventFrame;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final byte[] KEY = UUID.randomUUID().toString().getBytes(UTF_8);

    private static List<byte[]> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> EventFrame.of(KEY, seq, "{\"kind\":\"void\"}".getBytes(UTF_8)))
                .toList();
    }

    @Test
    void whatContinuesIsTakenAndWhatIsThereIsSkipped() {
        Stretch stretch = new Stretch(3, 10);
        assertThat(stretch.offer(events(2, 5))).isTrue();
        assertThat(stretch.offer(events(4, 7))).isTrue();
        assertThat(stretch.to()).isEqualTo(7);
        assertThat(stretch.frames()).hasSize(4);
    }

    @Test
    void nothingIsTakenBehindAHole() {
        Stretch stretch = new Stretch(3, 10);
        assertThat(stretch.offer(events(5, 6))).isFalse();
        assertThat(stretch.to()).isEqualTo(3);
    }

    @Test
    void itEndsAtItsBound() {
        Stretch stretch = new Stretch(0, 5);
        stretch.offer(events(1, 9));
        assertThat(stretch.isFull()).isTrue();
        assertThat(stretch.to()).isEqualTo(5);
    }
}
