package dev.parley.api.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkFrameTest {
    private final MarkFrame frame = new MarkFrame(
            MarkFrame.Kind.READ,
            new ConversationId(UUID.randomUUID()),
            new UserId(UUID.randomUUID()),
            Long.MAX_VALUE / 10);

    @Test
    void isTheContractsFrame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(frame.text());
        assertThat(json.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("type", "conversation", "user", "seq");
        assertThat(json.get("type").asText()).isEqualTo("read");
        assertThat(json.get("conversation").asText())
                .isEqualTo(frame.conversation().toString());
        assertThat(json.get("user").asText()).isEqualTo(frame.user().toString());
        assertThat(json.get("seq").asLong()).isEqualTo(frame.seq());
    }

    @Test
    void isReadAsItWasWritten() {
        MarkFrame other = new MarkFrame(MarkFrame.Kind.DELIVERED, frame.conversation(), frame.user(), 1);
        assertThat(MarkFrame.of(frame.text().getBytes(UTF_8))).contains(frame);
        assertThat(MarkFrame.of(other.text().getBytes(UTF_8))).contains(other);
    }

    @Test
    void noOtherFrameIsOne() {
        assertThat(MarkFrame.of("{\"type\":\"typing\"}".getBytes(UTF_8))).isEmpty();
        assertThat(MarkFrame.of(frame.text().replace("read", "event").getBytes(UTF_8)))
                .isEmpty();
    }
}
