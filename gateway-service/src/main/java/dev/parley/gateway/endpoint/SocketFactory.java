package dev.parley.gateway.endpoint;

import dev.parley.api.send.SendText;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.ClientSocket.SocketServices;
import dev.parley.gateway.socket.Outboxes;
import dev.parley.gateway.socket.SocketConfig;
import dev.parley.gateway.socket.SocketLifecycle;
import dev.parley.gateway.socket.SocketMetrics;
import dev.parley.gateway.socket.Ticket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.quarkus.arc.All;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes sockets, says {@code welcome}, and tells the features of their beginning and end. On the socket's event loop. */
@Singleton
final class SocketFactory {
    /** The longest text, in bytes: {@code quarkus.websockets-next.server.max-message-size}. */
    private static final int MOST_BYTES = 65_536;

    private static final Map<String, Long> LIMITS = Map.of(
            "frameBytes",
            (long) MOST_BYTES,
            "text",
            (long) SendText.MAX_LENGTH,
            "cursors",
            (long) ClientFrame.Sync.MAX_CURSORS,
            "watched",
            (long) ClientFrame.Watch.MAX_USERS);

    private final SocketServices services;
    private final Outboxes outboxes;
    private final SocketConfig config;
    private final FrameDispatch dispatch;
    private final List<SocketLifecycle> features;

    SocketFactory(
            FrameWriter writer,
            SocketMetrics metrics,
            Outboxes outboxes,
            SocketConfig config,
            FrameDispatch dispatch,
            Clock clock,
            @All List<SocketLifecycle> features) {
        this.services = new SocketServices(writer, metrics, config.laggingAt(), config.mostWaiting(), clock);
        this.outboxes = outboxes;
        this.config = config;
        this.dispatch = dispatch;
        this.features = features;
    }

    /** @param tcp the connection of the upgrade, which is the WebSocket's */
    Connected open(WebSocketConnection connection, Ticket ticket, HttpConnection tcp) {
        ConnectionBase vertx = (ConnectionBase) tcp;
        ChannelPipeline pipeline = vertx.channel().pipeline();
        ChannelHandlerContext encoder = pipeline.context(WebSocketFrameEncoder.class);
        NettyWire wire =
                new NettyWire(encoder, outboxes.of(encoder.channel().eventLoop()), new WebSocketControl(connection));
        ClientSocket socket = new ClientSocket(UUID.fromString(connection.id()), ticket, wire, services);
        // A context for each text, as websockets-next has it: what belongs to one, its trace for example, is kept
        // there.
        TextShortcut shortcut = new TextShortcut(
                MOST_BYTES, text -> vertx.getContext().duplicate().emit(text, bytes -> dispatch.frame(socket, bytes)));
        pipeline.addBefore(pipeline.context(VertxHandler.class).name(), null, shortcut);
        // Behind those texts that were read before and are on their way as tasks.
        encoder.channel().eventLoop().execute(shortcut::open);
        socket.send(new ServerFrame.Welcome(
                ticket.user(), ticket.session(), config.heartbeat().toSeconds(), LIMITS));
        features.forEach(feature -> feature.opened(socket));
        return new Connected(socket, shortcut);
    }

    /** A socket, and the way on which most of its texts come. */
    record Connected(ClientSocket socket, TextShortcut shortcut) {}

    void closed(ClientSocket socket) {
        socket.gone();
        features.forEach(feature -> feature.closed(socket));
    }
}
