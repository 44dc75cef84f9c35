package dev.parley.gateway.session;

import dev.parley.gateway.runtime.Sweeps;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import dev.parley.gateway.socket.Sockets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Closes sockets whose token or session has ended with 4401, within a second of knowing. */
@Singleton
public final class Expiry {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Sockets sockets;
    private final EndedSessions ended;
    private final Sweeps sweeps;
    private final Clock clock;

    Expiry(Sockets sockets, EndedSessions ended, Sweeps sweeps, Clock clock) {
        this.sockets = sockets;
        this.ended = ended;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        sweeps.every(TICK, this::sweep);
    }

    private void sweep() {
        Instant now = clock.instant();
        boolean look = ended.hasNews();
        for (ClientSocket socket : sockets.all()) {
            if (socket.expires().isBefore(now) || (look && ended.contains(socket.session()))) {
                socket.close(CloseCode.UNAUTHENTICATED);
            }
        }
    }
}
