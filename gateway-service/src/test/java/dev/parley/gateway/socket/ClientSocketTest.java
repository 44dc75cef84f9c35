package dev.parley.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientSocketTest {
    private final RecordingWire wire = new RecordingWire();
    private final ClientSocket socket = TestSockets.of(TestSockets.user(), wire);

    private void send(String text) {
        socket.send(text.getBytes(UTF_8));
    }

    @Test
    void aConsumerThatIsTooSlowIsClosedAndWrittenToNoMore() {
        wire.stalls = true;
        for (int i = 0; i < 5; i++) {
            send("x".repeat(1_800));
        }
        assertThat(wire.closedWith).isNull();

        send("x".repeat(1_800));
        send("and another");
        assertThat(wire.closedWith).isEqualTo(4408);
        assertThat(wire.frames).hasSize(5);
    }

    @Test
    void manySmallFramesCountToo() {
        wire.stalls = true;
        for (int i = 0; i < 200; i++) {
            send("x");
        }
        assertThat(wire.closedWith).isEqualTo(4408);
        assertThat(wire.frames).hasSize(10_000 / (RecordingWire.OVERHEAD + 3));
    }

    @Test
    void whatHasBeenWrittenCountsNoMore() {
        wire.stalls = true;
        for (int i = 0; i < 100; i++) {
            send("x".repeat(1_800));
            wire.take();
        }
        assertThat(wire.closedWith).isNull();
        assertThat(socket.waiting()).isZero();
    }

    @Test
    void aSocketIsClosedOnce() {
        socket.close(CloseCode.FLOODING);
        socket.close(CloseCode.TOO_SLOW);
        assertThat(wire.closedWith).isEqualTo(4429);
    }

    @Test
    void sendsUnderWayAreBounded() {
        assertThat(socket.startSend(2)).isTrue();
        assertThat(socket.startSend(2)).isTrue();
        assertThat(socket.startSend(2)).isFalse();
        socket.answered();
        assertThat(socket.startSend(2)).isTrue();
    }
}
