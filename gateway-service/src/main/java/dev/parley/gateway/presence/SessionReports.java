package dev.parley.gateway.presence;

import dev.parley.api.presence.PresenceStatus;
import dev.parley.api.presence.SessionReport;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.runtime.Node;
import dev.parley.gateway.runtime.Sweeps;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.SocketLifecycle;
import dev.parley.gateway.socket.Sockets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Reports what becomes of this node's sockets, and every few seconds that the node is alive. If a report may have been lost, all
 * open sockets are reported again as soon as reports get through: a repeat changes nothing for whoever reads them.
 */
@Singleton
public final class SessionReports implements SocketLifecycle {
    private static final Duration HEARTBEAT = Duration.ofSeconds(SessionReport.HEARTBEAT_SECONDS);

    private final String node;
    private final ReportLog log;
    private final Sockets sockets;
    private final Clock clock;

    SessionReports(Node node, ReportLog log, Sockets sockets, Clock clock) {
        this.node = node.name();
        this.log = log;
        this.sockets = sockets;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(HEARTBEAT, this::beat);
    }

    @Override
    public void opened(ClientSocket socket) {
        report(socket, new SessionReport.Opened(node, socket.id(), socket.user(), clock.instant()));
    }

    @Override
    public void closed(ClientSocket socket) {
        report(socket, new SessionReport.Closed(node, socket.id(), socket.user(), clock.instant()));
    }

    /** The client says that its user is there, or not. On the socket's event loop. */
    public void accept(ClientSocket socket, ClientFrame.Status frame) {
        socket.status(frame.status());
        changed(socket);
    }

    private void changed(ClientSocket socket) {
        report(socket, new SessionReport.Changed(node, socket.id(), socket.user(), socket.status(), clock.instant()));
    }

    private void beat() {
        log.write(node, new SessionReport.Heartbeat(node, sockets.count(), clock.instant()));
        if (log.hasRecovered()) {
            for (ClientSocket socket : sockets.all()) {
                opened(socket);
                if (socket.status() != PresenceStatus.ONLINE) {
                    changed(socket);
                }
            }
        }
    }

    private void report(ClientSocket socket, SessionReport report) {
        log.write(socket.user().toString(), report);
    }
}
