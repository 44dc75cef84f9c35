package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class ClientSocketTest {
    private final RecordingWire wire = new RecordingWire();
    private final ClientSocket socket = TestSockets.of(TestSockets.user(), wire);

    @Test
    void aConsumerThatIsTooSlowIsClosedAndWrittenToNoMore() {
        wire.stalls = true;
        for (int i = 0; i < 5; i++) {
            socket.send("x".repeat(2_000));
        }
        assertThat(wire.closedWith).isNull();

        socket.send("one more");
        socket.send("and another");
        assertThat(wire.closedWith).isEqualTo(4408);
        assertThat(wire.frames).hasSize(5);
    }

    @Test
    void manySmallFramesCountToo() {
        wire.stalls = true;
        for (int i = 0; i < 20; i++) {
            socket.send("x");
        }
        assertThat(wire.closedWith).isEqualTo(4408);
        assertThat(wire.frames).hasSize(10_000 / ClientSocket.LEAST_WEIGHT);
    }

    @Test
    void whatHasBeenWrittenCountsNoMore() {
        wire.stalls = true;
        for (int i = 0; i < 100; i++) {
            socket.send("x".repeat(2_000));
            wire.unwritten.forEach(Promise::tryComplete);
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
