package dev.parley.gateway.endpoint;

import dev.parley.gateway.socket.Outbox;
import dev.parley.gateway.socket.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * A socket whose frames are written to Netty's channel as finished bytes, at the place of the WebSocket encoder and
 * past it. Pings and closes stay with {@link Control}; all of it goes through the channel's event loop, so what is
 * written first leaves first.
 */
final class NettyWire implements Wire {
    /** What is written in one turn is flushed early past this, so that what waits is what the client does not take. */
    private static final int MOST_UNFLUSHED = 65_536;

    private final ChannelHandlerContext encoder;
    private final ChannelPromise unobserved;
    private final Outbox outbox;
    private final Control control;
    private final Outbox.Unflushed flush = this::flush;
    /** From here on only the event loop's. */
    private boolean isDirty;

    private int unflushed;
    private boolean closed;

    NettyWire(ChannelHandlerContext encoder, Outbox outbox, Control control) {
        this.encoder = encoder;
        this.unobserved = new VoidChannelPromise(encoder.channel(), false);
        this.outbox = outbox;
        this.control = control;
    }

    /** What is not text: the business of websockets-next. Any thread. */
    interface Control {
        void ping();

        void close(int code, String reason);
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and that is noticed.
    public void write(ByteBuf frames) {
        if (closed) {
            frames.release();
            return;
        }
        if (!isDirty) {
            isDirty = true;
            outbox.written(flush);
        }
        unflushed += frames.readableBytes();
        encoder.write(frames, unobserved);
        if (unflushed > MOST_UNFLUSHED) {
            unflushed = 0;
            encoder.flush();
        }
    }

    private void flush() {
        isDirty = false;
        unflushed = 0;
        encoder.flush();
    }

    /** A write of nothing is done when all before it is. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise is what is looked at.
    public Future<Void> written() {
        Promise<Void> written = Promise.promise();
        ChannelPromise nothing = encoder.newPromise().addListener(done -> written.complete());
        outbox.run(() -> encoder.writeAndFlush(Unpooled.EMPTY_BUFFER, nothing));
        return written.future();
    }

    @Override
    public long waiting() {
        ChannelOutboundBuffer buffer = encoder.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    @Override
    public void ping() {
        control.ping();
    }

    @Override
    public void close(int code, String reason) {
        outbox.run(() -> {
            if (!closed) {
                closed = true;
                encoder.flush();
                control.close(code, reason);
            }
        });
    }

    /** The public way to close waits for what is unwritten; this one is for peers that never take it. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // There is nothing to do about a close that fails.
    public void abort() {
        encoder.channel().close();
    }
}
