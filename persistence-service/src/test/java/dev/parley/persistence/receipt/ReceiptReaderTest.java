package dev.parley.persistence.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.event.Seqs;
import dev.parley.api.receipt.Receipt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptReaderTest {
    private final ReceiptReader reader = new ReceiptReader(new ObjectMapper(), new SimpleMeterRegistry());

    @Test
    void marksOfSeqsAreRead() {
        assertThat(read(Seqs.MAX, 0)).hasValueSatisfying(receipt -> {
            assertThat(receipt.delivered()).isEqualTo(Seqs.MAX);
            assertThat(receipt.read()).isZero();
        });
    }

    @Test
    void marksThatNoLogCanReachAreDropped() {
        assertThat(read(Seqs.MAX + 1, 1)).isEmpty();
        assertThat(read(1, Long.MAX_VALUE)).isEmpty();
        assertThat(read(-1, 1)).isEmpty();
    }

    private Optional<Receipt> read(long delivered, long read) {
        String json = "{\"conversation\":\"%s\",\"user\":\"%s\",\"delivered\":%d,\"read\":%d}"
                .formatted(UUID.randomUUID(), UUID.randomUUID(), delivered, read);
        return reader.read(json.getBytes(UTF_8));
    }
}
