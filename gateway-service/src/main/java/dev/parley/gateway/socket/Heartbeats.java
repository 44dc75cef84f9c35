package dev.parley.gateway.socket;

import dev.parley.gateway.runtime.Sweeps;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Pings every socket once an interval and closes those that have been silent for two, or that lag for long; one that
 * was closed and does not go is dropped. One sweep a second takes the sockets whose
 * turn it is, so that pings are spread and no socket needs a timer.
 */
@Singleton
public final class Heartbeats {
    private static final Duration TICK = Duration.ofSeconds(1);

    /** For what was written before the close frame to be taken, and that: then a slow client knows why it was closed. */
    private static final Duration TO_GO = Duration.ofSeconds(10);

    private final Sockets sockets;
    private final Duration interval;
    private final Duration mostLagging;
    private int tick;

    Heartbeats(Sockets sockets, SocketConfig config) {
        this.sockets = sockets;
        this.interval = config.heartbeat();
        this.mostLagging = config.mostLagging();
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(TICK, () -> sweep(System.nanoTime()));
    }

    void sweep(long now) {
        int turns = Math.toIntExact(Math.max(1, interval.toSeconds()));
        tick = (tick + 1) % turns;
        for (ClientSocket socket : sockets.all()) {
            if (socket.isClosing()) {
                drop(socket, now);
            } else if (lagsForLong(socket, now)) {
                socket.close(CloseCode.TOO_SLOW);
            } else if (Math.floorMod(socket.id().hashCode(), turns) == tick) {
                beat(socket, now);
            }
        }
    }

    private static void drop(ClientSocket socket, long now) {
        if (now - socket.closedAt() > TO_GO.toNanos()) {
            socket.abort();
        }
    }

    private boolean lagsForLong(ClientSocket socket, long now) {
        return socket.isLagging() && now - socket.laggingSince() > mostLagging.toNanos();
    }

    private void beat(ClientSocket socket, long now) {
        if (now - socket.heardAt() > 2 * interval.toNanos()) {
            socket.close(CloseCode.GOING_AWAY);
        } else {
            socket.ping();
        }
    }
}
