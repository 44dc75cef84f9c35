package dev.parley.api.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventFrameTest {
    private static final byte[] KEY = "01920000-0000-7000-8000-000000000001".getBytes(UTF_8);
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void frameIsTheRecordWithItsConversationAndSeqInFront() throws Exception {
        ChatEvent event = new ChatEvent.Message(
                new UserId(UUID.randomUUID()), UUID.randomUUID(), Instant.parse("2026-11-21T10:00:00Z"), "hé", null);
        byte[] frame = EventFrame.of(KEY, 1042, json.writeValueAsBytes(event));

        JsonNode read = json.readTree(frame);
        assertThat(read.get("type").asText()).isEqualTo("event");
        assertThat(read.get("conversation").asText()).isEqualTo(new String(KEY, UTF_8));
        assertThat(read.get("seq").asLong()).isEqualTo(1042);
        assertThat(read.get("kind").asText()).isEqualTo("message");
        assertThat(read.get("at").asText()).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(read.get("text").asText()).isEqualTo("hé");
        assertThat(EventFrame.seqOf(frame)).isEqualTo(1042);
        assertThat(EventFrame.isKind(frame, "message")).isTrue();
        assertThat(EventFrame.isKind(frame, "mess")).isFalse();
        assertThat(EventFrame.isKind(frame, "messages")).isFalse();
        assertThat(EventFrame.isKind(frame, "delete")).isFalse();
    }

    @Test
    void otherFramesHaveNoSeq() {
        assertThat(EventFrame.seqOf("{\"type\":\"typing\"}".getBytes(UTF_8))).isEqualTo(-1);
        assertThat(EventFrame.seqOf(new byte[0])).isEqualTo(-1);
        assertThat(EventFrame.isKind(new byte[0], "message")).isFalse();
    }

    @Test
    void whatCannotBeARecordIsRefused() {
        byte[] value = "{\"kind\":\"void\"}".getBytes(UTF_8);
        assertThatThrownBy(() -> EventFrame.of(new byte[3], 1, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventFrame.of(KEY, 0, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventFrame.of(KEY, 1, "{}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventsSurviveTheWire() throws Exception {
        ChatEvent event = new ChatEvent.Reaction(
                new UserId(UUID.randomUUID()),
                UUID.randomUUID(),
                Instant.parse("2026-11-21T10:00:00.123Z"),
                7,
                "👍",
                true);
        assertThat(json.readValue(json.writeValueAsBytes(event), ChatEvent.class))
                .isEqualTo(event);
    }
}
