package dev.parley.toolbox.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Opens the sockets of a bench, in turn on each of its few event loops. Safe on any thread. */
final class LoadClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int WELCOME_SECONDS = 20;

    private final List<LoadLoop> loops;
    private final Tally nothing;
    private final AtomicInteger opened = new AtomicInteger();

    /** {@code nothing}: a tally of no messages, for sockets between two runs. */
    LoadClient(int eventLoops, Tally nothing) {
        this.loops = Stream.generate(LoadLoop::new).limit(eventLoops).toList();
        this.nothing = nothing;
    }

    /** The future completes when the server has said {@code welcome}. */
    CompletableFuture<LoadSocket> open(URI gateway, String accessToken) {
        boolean secure = "https".equals(gateway.getScheme());
        int port = gateway.getPort() >= 0 ? gateway.getPort() : secure ? 443 : 80;
        var socket = new LoadSocket(new Upgrade(gateway, accessToken), nothing);
        SslContext tls = secure ? tls() : null;
        LoadLoop loop = loops.get(Math.floorMod(opened.getAndIncrement(), loops.size()));
        new Bootstrap()
                .group(loop.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), gateway.getHost(), port));
                        }
                        channel.pipeline().addLast(socket);
                    }
                })
                .connect(gateway.getHost(), port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        socket.welcome().completeExceptionally(connected.cause());
                    }
                });
        return socket.welcome().orTimeout(WELCOME_SECONDS, TimeUnit.SECONDS);
    }

    /** The loops that sockets are on. */
    List<LoadLoop> loops() {
        return loops;
    }

    /** Sockets between two runs report here. */
    Tally nothing() {
        return nothing;
    }

    /** Does something on each event loop and waits until it is done: what the loops wrote before can be read then. */
    void onEachLoop(Runnable work) {
        loops.stream()
                .map(loop -> CompletableFuture.runAsync(work, loop.eventLoop()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static SslContext tls() {
        try {
            return SslContextBuilder.forClient().build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    @Override
    public void close() {
        loops.forEach(LoadLoop::close);
    }
}
