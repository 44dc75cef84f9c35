package dev.parley.gateway.endpoint;

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
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes sockets, says {@code welcome}, and tells the features of their beginning and end. On the socket's event loop. */
@Singleton
final class SocketFactory {
    private static final Map<String, Long> LIMITS = Map.of(
            "frameBytes", 65_536L, "text", 8_000L, "cursors", (long) ClientFrame.Sync.MAX_CURSORS, "watched", (long)
                    ClientFrame.Watch.MAX_USERS);

    private final SocketServices services;
    private final Outboxes outboxes;
    private final SocketConfig config;
    private final List<SocketLifecycle> features;

    SocketFactory(
            FrameWriter writer,
            SocketMetrics metrics,
            Outboxes outboxes,
            SocketConfig config,
            @All List<SocketLifecycle> features) {
        this.services = new SocketServices(writer, metrics, config.mostWaiting());
        this.outboxes = outboxes;
        this.config = config;
        this.features = features;
    }

    ClientSocket open(WebSocketConnection connection, Ticket ticket, HttpConnection tcp) {
        ChannelPipeline pipeline = ((ConnectionBase) tcp).channel().pipeline();
        ChannelHandlerContext encoder = pipeline.context(WebSocketFrameEncoder.class);
        NettyWire wire =
                new NettyWire(encoder, outboxes.of(encoder.channel().eventLoop()), new WebSocketControl(connection));
        ClientSocket socket = new ClientSocket(UUID.fromString(connection.id()), ticket, wire, services);
        socket.send(new ServerFrame.Welcome(
                ticket.user(), ticket.session(), config.heartbeat().toSeconds(), LIMITS));
        features.forEach(feature -> feature.opened(socket));
        return socket;
    }

    void closed(ClientSocket socket) {
        socket.gone();
        features.forEach(feature -> feature.closed(socket));
    }
}
