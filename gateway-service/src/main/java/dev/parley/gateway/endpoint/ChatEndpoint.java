package dev.parley.gateway.endpoint;

import dev.parley.gateway.session.UpgradeCheck;
import dev.parley.gateway.socket.ClientSocket;
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
    private static final TypedKey<ClientSocket> SOCKET = new TypedKey<>("parley.socket");

    private final SocketFactory factory;
    private final FrameDispatch dispatch;

    ChatEndpoint(SocketFactory factory, FrameDispatch dispatch) {
        this.factory = factory;
        this.dispatch = dispatch;
    }

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        ClientSocket socket = factory.open(
                connection,
                connection.userData().get(UpgradeCheck.TICKET),
                connection.userData().get(UpgradeCheck.CONNECTION));
        connection.userData().put(SOCKET, socket);
    }

    @OnTextMessage
    @NonBlocking
    void text(String frame, WebSocketConnection connection) {
        ClientSocket socket = connection.userData().get(SOCKET);
        if (socket != null) {
            dispatch.frame(socket, frame);
        }
    }

    @OnPongMessage
    @NonBlocking
    void pong(Buffer data, WebSocketConnection connection) {
        ClientSocket socket = connection.userData().get(SOCKET);
        if (socket != null) {
            socket.heard();
        }
    }

    @OnClose
    @NonBlocking
    void close(WebSocketConnection connection) {
        ClientSocket socket = connection.userData().get(SOCKET);
        if (socket != null) {
            factory.closed(socket);
        }
    }

    @OnError
    @NonBlocking
    void error(Throwable failure, WebSocketConnection connection) {
        ClientSocket socket = connection.userData().get(SOCKET);
        if (socket != null) {
            SocketFailures.close(socket, failure);
        }
    }
}
