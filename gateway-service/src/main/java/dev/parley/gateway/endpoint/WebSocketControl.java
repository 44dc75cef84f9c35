package dev.parley.gateway.endpoint;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/** Pings and closes of a connection of websockets-next. */
record WebSocketControl(WebSocketConnection connection) implements NettyWire.Control {
    private static final Logger LOG = Logger.getLogger(WebSocketControl.class);
    private static final Buffer NOTHING = Buffer.buffer();

    @Override
    public void ping() {
        connection.sendPing(NOTHING).subscribe().with(done -> {}, WebSocketControl::ignore);
    }

    @Override
    public void close(int code, String reason) {
        if (connection.isOpen()) {
            connection.close(new CloseReason(code, reason)).subscribe().with(done -> {}, WebSocketControl::ignore);
        }
    }

    /** A failed write means a connection that is closing; its end is told by {@code @OnClose}. */
    private static void ignore(Throwable failure) {
        LOG.tracef(failure, "event=write_failed");
    }
}
