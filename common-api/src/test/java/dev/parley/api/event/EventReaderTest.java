package dev.parley.api.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.api.event.EventReader.Flaw;
import dev.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private final EventReader reader = new EventReader();

    private static byte[] written(ChatEvent event) throws Exception {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .writerFor(ChatEvent.class)
                .writeValueAsBytes(event);
    }

    private static ChatEvent message(String text) {
        return new ChatEvent.Message(new UserId(UUID.randomUUID()), UUID.randomUUID(), AT, text, null);
    }

    private Flaw flaw(String value) {
        return reader.read(value.getBytes(UTF_8)).flaw();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        ChatEvent event = message("hello");
        assertThat(reader.read(written(event)).event()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "not json",
                "{\"kind\":\"message\",\"sender\":\"nobody\"}",
                "{\"kind\":\"message\",\"sender\":\"0197f000-0000-7000-8000-000000000001\"}",
                "{\"kind\":\"message\"\n}",
                "{\"sender\":\"0197f000-0000-7000-8000-000000000001\",\"kind\":\"message\"}"
            })
    void whatIsNoEventIsMalformed(String value) {
        assertThat(flaw(value)).isEqualTo(Flaw.MALFORMED);
    }

    @Test
    void nothingAtAllIsMalformed() {
        assertThat(reader.read(null).flaw()).isEqualTo(Flaw.MALFORMED);
    }

    @Test
    void kindsOfLaterVersionsAreTold() {
        assertThat(flaw("{\"kind\":\"riddle\",\"sender\":\"0197f000-0000-7000-8000-000000000001\"}"))
                .isEqualTo(Flaw.UNKNOWN_KIND);
    }

    @Test
    void whatIsTooLongIsNotRead() throws Exception {
        assertThat(reader.read(written(message("x".repeat(EventReader.MAX_BYTES))))
                        .flaw())
                .isEqualTo(Flaw.OVERSIZE);
    }

    @Test
    void aTimeThatNoWireHoldsIsTheEpoch() {
        assertThat(EventReader.timeOf(-1)).isEqualTo(Instant.EPOCH);
        assertThat(EventReader.timeOf(Long.MAX_VALUE)).isEqualTo(Instant.EPOCH);
        assertThat(EventReader.timeOf(AT.toEpochMilli())).isEqualTo(AT);
    }
}
