package dev.parley.gateway.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.gateway.endpoint.SocketFactory.Connected;
import dev.parley.gateway.session.UpgradeCheck;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;

/**
 * The WebSocket of the public contract. Everything runs on the connection's event loop, one frame after the other, and nothing
 * blocks (websockets-next must be told of each method, or it would use worker threads); so the mode in which frames need not queue up for one another is the leanest, and safe.
 */
@WebSocket(path = "/ws", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class ChatEndpoint {
    private static final TypedKey<Connected> CONNECTED = new TypedKey<>("parley.connected");

    private final SocketFactory factory;
    private final FrameDispatch dispatch;

    ChatEndpoint(SocketFactory factory, FrameDispatch dispatch) {
        this.factory = factory;
        this.dispatch = dispatch;
    }

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        Connected connected = factory.open(
                connection,
                connection.userData().get(UpgradeCheck.TICKET),
                connection.userData().get(UpgradeCheck.CONNECTION));
        connection.userData().put(CONNECTED, connected);
    }

    /** Few texts come here: see {@link TextShortcut}. */
    @OnTextMessage
    @NonBlocking
    void text(String frame, WebSocketConnection connection) {
        Connected connected = connection.userData().get(CONNECTED);
        if (connected != null) {
            connected.shortcut().arrived();
            dispatch.frame(connected.socket(), frame.getBytes(UTF_8));
        }
    }

    @OnPongMessage
    @NonBlocking
    void pong(Buffer data, WebSocketConnection connection) {
        Connected connected = connection.userData().get(CONNECTED);
        if (connected != null) {
            connected.socket().heard();
        }
    }

    @OnClose
    @NonBlocking
    void close(WebSocketConnection connection) {
        Connected connected = connection.userData().get(CONNECTED);
        if (connected != null) {
            factory.closed(connected.socket());
        }
    }

    @OnError
    @NonBlocking
    void error(Throwable failure, WebSocketConnection connection) {
        Connected connected = connection.userData().get(CONNECTED);
        if (connected != null) {
            SocketFailures.close(connected.socket(), failure);
        }
    }
}
