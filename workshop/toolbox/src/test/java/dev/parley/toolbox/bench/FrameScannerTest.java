package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FrameScannerTest {
    private static final UUID CONVERSATION = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
    private static final UUID SENDER = UUID.fromString("fedcba98-7654-4321-8fed-cba987654321");
    private static final UUID ID = UUID.fromString("0199ffff-0000-7abc-bdef-00000000002a");

    private final FrameScanner scanner = new FrameScanner();

    @Test
    void messageAsParleyWritesItIsReadWithoutParsing() {
        var type = scan(("{\"type\":\"event\",\"conversation\":\"%s\",\"seq\":1234567890123,\"kind\":\"message\","
                        + "\"sender\":\"%s\",\"id\":\"%s\",\"at\":\"2026-01-01T00:00:00.000Z\",\"text\":\"hello\"}")
                .formatted(CONVERSATION, SENDER, ID));

        assertThat(type).isEqualTo(FrameScanner.Type.MESSAGE);
        assertThat(uuid(scanner.conversation())).isEqualTo(CONVERSATION);
        assertThat(uuid(scanner.id())).isEqualTo(ID);
        assertThat(scanner.seq()).isEqualTo(1_234_567_890_123L);
        assertThat(scanner.parsed()).isZero();
    }

    @Test
    void messageOfAnotherLayoutIsParsed() {
        var type = scan(
                "{\"seq\": 7, \"id\":\"%s\", \"text\":\"ä\",\"conversation\":\"%s\",\"kind\":\"message\",\"type\":\"event\"}"
                        .formatted(ID, CONVERSATION));

        assertThat(type).isEqualTo(FrameScanner.Type.MESSAGE);
        assertThat(uuid(scanner.conversation())).isEqualTo(CONVERSATION);
        assertThat(uuid(scanner.id())).isEqualTo(ID);
        assertThat(scanner.seq()).isEqualTo(7);
        assertThat(scanner.parsed()).isEqualTo(1);
    }

    @Test
    void acknowledgementIsReadWithoutParsing() {
        var type = scan("{\"type\":\"ack\",\"id\":\"%s\",\"conversation\":\"%s\"}".formatted(ID, CONVERSATION));

        assertThat(type).isEqualTo(FrameScanner.Type.ACK);
        assertThat(uuid(scanner.id())).isEqualTo(ID);
        assertThat(scanner.parsed()).isZero();
    }

    @Test
    void errorHasItsCodeAndId() {
        var type = scan("{\"type\":\"error\",\"id\":\"%s\",\"code\":\"rate_limited\",\"message\":\"m\"}".formatted(ID));

        assertThat(type).isEqualTo(FrameScanner.Type.ERROR);
        assertThat(scanner.code()).isEqualTo("rate_limited");
        assertThat(uuid(scanner.id())).isEqualTo(ID);
    }

    @Test
    void errorWithoutIdDoesNotKeepTheIdOfTheFrameBeforeIt() {
        scan("{\"type\":\"ack\",\"id\":\"%s\",\"conversation\":\"%s\"}".formatted(ID, CONVERSATION));

        scan("{\"type\":\"error\",\"code\":\"bad_frame\"}");

        assertThat(uuid(scanner.id())).isEqualTo(new UUID(0, 0));
    }

    @Test
    void eventThatIsNoMessageIsToldApart() {
        var type = scan("{\"type\":\"event\",\"conversation\":\"%s\",\"seq\":9,\"kind\":\"void\",\"at\":\"\"}"
                .formatted(CONVERSATION));

        assertThat(type).isEqualTo(FrameScanner.Type.EVENT);
        assertThat(scanner.seq()).isEqualTo(9);
    }

    @Test
    void otherFramesAreNothingToCount() {
        assertThat(scan("{\"type\":\"presence\",\"user\":\"%s\",\"status\":\"online\"}".formatted(SENDER)))
                .isEqualTo(FrameScanner.Type.OTHER);
    }

    @Test
    void marksAreNotParsed() {
        var type = scan("{\"type\":\"delivered\",\"conversation\":\"%s\",\"user\":\"%s\",\"seq\":3}"
                .formatted(CONVERSATION, SENDER));

        assertThat(type).isEqualTo(FrameScanner.Type.OTHER);
        assertThat(scanner.parsed()).isZero();
    }

    private FrameScanner.Type scan(String frame) {
        byte[] bytes = frame.getBytes(UTF_8);
        ByteBuf buffer = Unpooled.buffer().writeZero(3).writeBytes(bytes).writeZero(5);
        return scanner.scan(buffer, 3, bytes.length);
    }

    private static UUID uuid(HexUuid uuid) {
        return new UUID(uuid.upper(), uuid.lower());
    }
}
