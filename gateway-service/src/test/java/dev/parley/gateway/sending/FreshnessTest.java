package dev.parley.gateway.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.ConversationId;
import dev.parley.api.send.Send;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.RecordingWire;
import dev.parley.gateway.socket.TestSockets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private final ClientSocket socket = TestSockets.of(TestSockets.user(), new RecordingWire());
    private final long opened = socket.openedAtMillis();

    private boolean isFresh(UUID id, long now) {
        Send send = new Send.Message(socket.user(), new ConversationId(UUID.randomUUID()), id, "x", null);
        return Freshness.isFresh(socket, send, now);
    }

    private static UUID madeAt(long millis, long low) {
        return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L | low);
    }

    @Test
    void whatIsMadeNowAndSentInThatOrderIsFresh() {
        assertThat(isFresh(madeAt(opened, 1), opened)).isTrue();
        assertThat(isFresh(madeAt(opened, 2), opened)).isTrue();
        assertThat(isFresh(madeAt(opened + 1, 0), opened + 1)).isTrue();
    }

    @Test
    void whatThisSocketSentBeforeIsNot() {
        assertThat(isFresh(madeAt(opened + 5, 1), opened + 5)).isTrue();
        assertThat(isFresh(madeAt(opened + 5, 1), opened + 6)).isFalse();
        assertThat(isFresh(madeAt(opened + 4, 9), opened + 6)).isFalse();
        assertThat(isFresh(madeAt(opened + 6, 0), opened + 6)).isTrue();
    }

    @Test
    void whatMayHaveBeenSentOverAnotherSocketIsNot() {
        assertThat(isFresh(madeAt(opened - 1, 0), opened)).isFalse();
        assertThat(isFresh(UUID.randomUUID(), opened)).isFalse();
    }

    @Test
    void whatIsFarFromNowIsNotAndSpoilsNothing() {
        assertThat(isFresh(madeAt(opened + 600_000, 0), opened)).isFalse();
        assertThat(isFresh(madeAt(opened + 1, 0), opened + 60_002)).isFalse();
        assertThat(isFresh(madeAt(opened + 60_000, 0), opened + 60_002)).isTrue();
    }
}
