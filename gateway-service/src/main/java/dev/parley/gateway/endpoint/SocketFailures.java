package dev.parley.gateway.endpoint;

import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.VertxException;
import java.io.IOException;
import org.jboss.logging.Logger;

/** What to do when a connection fails: nothing if it is gone anyway, and else to close it with what the client can act on. */
final class SocketFailures {
    private static final Logger LOG = Logger.getLogger(SocketFailures.class);

    private SocketFailures() {}

    static void close(ClientSocket socket, Throwable failure) {
        if (isTooBig(failure)) {
            socket.close(CloseCode.TOO_BIG);
        } else if (failure instanceof IOException
                || failure instanceof VertxException
                || failure instanceof CorruptedWebSocketFrameException) {
            LOG.debugf(failure, "event=socket_broken");
        } else {
            LOG.error("event=socket_failed", failure);
            socket.close(CloseCode.INTERNAL);
        }
    }

    /** Vert.x has no type of its own for a message whose pieces are too much together. */
    private static boolean isTooBig(Throwable failure) {
        return failure instanceof IllegalStateException
                && failure.getMessage() != null
                && failure.getMessage().contains("max message size");
    }
}
