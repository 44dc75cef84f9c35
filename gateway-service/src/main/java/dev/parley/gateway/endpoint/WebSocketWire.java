package dev.parley.gateway.endpoint;

import dev.parley.gateway.socket.Wire;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jboss.logging.Logger;

/**
 * A connection of websockets-next. {@code sendText} hands the frame to Vert.x before it returns, which keeps the order of calls
 * from all threads and flushes once for several frames that wait together.
 */
final class WebSocketWire implements Wire {
    private static final Logger LOG = Logger.getLogger(WebSocketWire.class);
    private static final Buffer NOTHING = Buffer.buffer();

    private final WebSocketConnection connection;
    private final HttpConnection tcp;

    WebSocketWire(WebSocketConnection connection, HttpConnection tcp) {
        this.connection = connection;
        this.tcp = tcp;
    }

    @Override
    public Future<Void> write(String frame) {
        Promise<Void> written = Promise.promise();
        connection.sendText(frame).subscribe().with(done -> written.complete(), written::fail);
        return written.future();
    }

    @Override
    public void ping() {
        connection.sendPing(NOTHING).subscribe().with(done -> {}, WebSocketWire::ignore);
    }

    @Override
    public void close(int code, String reason) {
        if (connection.isOpen()) {
            connection.close(new CloseReason(code, reason)).subscribe().with(done -> {}, WebSocketWire::ignore);
        }
    }

    /** The public way to close waits for what is unwritten; this one is for peers that never take it. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // There is nothing to do about a close that fails.
    public void abort() {
        if (tcp instanceof ConnectionBase base) {
            base.channelHandlerContext().close();
        }
    }

    /** A failed write means a connection that is closing; its end is told by {@code @OnClose}. */
    private static void ignore(Throwable failure) {
        LOG.tracef(failure, "event=write_failed");
    }
}
