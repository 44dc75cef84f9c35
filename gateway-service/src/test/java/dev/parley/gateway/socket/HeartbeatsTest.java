package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final int INTERVAL_SECONDS = 2;

    private final RecordingWire wire = new RecordingWire();
    private final ClientSocket socket = TestSockets.of(TestSockets.user(), wire);
    private final Sockets sockets = new Sockets(new SimpleMeterRegistry());
    private final Heartbeats heartbeats = new Heartbeats(sockets, config());

    @Test
    void aSocketIsPingedOnceAnInterval() {
        sockets.opened(socket);
        sweepAfter(0);
        sweepAfter(1);

        assertThat(wire.frames).containsExactly("ping");
    }

    @Test
    void oneThatIsSilentForTwoIntervalsIsClosed() {
        sockets.opened(socket);
        sweepAfter(2 * INTERVAL_SECONDS + 1);
        sweepAfter(2 * INTERVAL_SECONDS + 1);

        assertThat(wire.closedWith).isEqualTo(1001);
    }

    @Test
    void oneThatIsClosedHasTimeToTakeItsCloseFrameAndIsDroppedThen() {
        sockets.opened(socket);
        socket.close(CloseCode.TOO_SLOW);
        for (int second = 0; second < 9; second++) {
            sweepAfter(second);
        }
        assertThat(wire.closedWith).isEqualTo(4408);

        sweepAfter(11);
        assertThat(wire.closedWith).isEqualTo(RecordingWire.ABORTED);
    }

    @Test
    void oneThatLagsForLongIsClosed() {
        sockets.opened(socket);
        socket.lags();
        sweepAfter(1);
        assertThat(wire.closedWith).isNull();

        sweepAfter(3);
        assertThat(wire.closedWith).isEqualTo(4408);
    }

    @Test
    void oneThatHasCaughtUpMayStay() {
        sockets.opened(socket);
        socket.lags();
        socket.caughtUp();
        sweepAfter(3);

        assertThat(wire.closedWith).isNull();
    }

    private void sweepAfter(int seconds) {
        heartbeats.sweep(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
    }

    private static SocketConfig config() {
        return new SocketConfig() {
            @Override
            public Duration heartbeat() {
                return Duration.ofSeconds(INTERVAL_SECONDS);
            }

            @Override
            public long laggingAt() {
                return 5_000;
            }

            @Override
            public Duration mostLagging() {
                return Duration.ofSeconds(2);
            }

            @Override
            public long mostWaiting() {
                return 10_000;
            }
        };
    }
}
