package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.SocketEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One person's socket under load. It keeps a cursor a conversation, as every client does, and reports to a {@link
 * Tally}; it does not ask for what it missed, because that is what is measured. Everything runs on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the socket, which the tally hears of.
final class LoadSocket extends ChannelInboundHandlerAdapter implements FrameReader.Listener {
    private final FrameScanner scanner = new FrameScanner();
    private final FrameReader reader = new FrameReader(this);
    private final FrameWriter writer = new FrameWriter();
    private final Map<UUID, Cursor> cursors = new HashMap<>();
    private final CompletableFuture<LoadSocket> welcome = new CompletableFuture<>();
    private final Upgrade upgrade;
    private ChannelHandlerContext context;
    private Tally tally;
    private boolean unflushed;
    private boolean closing;
    private int closeCode = SocketEnd.LOST;

    /** {@code tally}: one that counts nothing, until {@link #reportTo}. */
    LoadSocket(Upgrade upgrade, Tally tally) {
        this.upgrade = upgrade;
        this.tally = tally;
    }

    /** Completes when the server has said {@code welcome}. */
    CompletableFuture<LoadSocket> welcome() {
        return welcome;
    }

    EventLoop loop() {
        return context.channel().eventLoop();
    }

    /** Whether the caller is the socket's event loop. */
    boolean isOnThisThread() {
        return loop().inEventLoop();
    }

    void reportTo(Tally next) {
        tally = next;
    }

    /** Follows a conversation, of which the socket's user is that member. */
    void follow(UUID conversation, int member) {
        cursors.put(conversation, new Cursor(conversation, member));
    }

    /** A buffer for a frame of that size, to be given to {@link #write}. */
    ByteBuf buffer(int size) {
        return context.alloc().directBuffer(size);
    }

    /** Writes a frame, which leaves with the next {@link #flush}; whether it is the first of those. */
    boolean write(ByteBuf frame) {
        boolean first = !unflushed;
        unflushed = true;
        context.write(frame, context.voidPromise());
        return first;
    }

    void flush() {
        unflushed = false;
        context.flush();
    }

    /** Reports what arrived and was read since the last time. */
    void sendReceipts() {
        ByteBuf frames = null;
        for (Cursor cursor : cursors.values()) {
            if (cursor.hasMoved()) {
                frames = frames == null ? buffer(256) : frames;
                writer.mark(frames, "received", cursor.conversation(), cursor.seq());
                writer.mark(frames, "read", cursor.conversation(), cursor.seq());
            }
        }
        if (frames != null) {
            write(frames);
            flush();
        }
    }

    void sendToken(String accessToken) {
        ByteBuf frame = buffer(1_024);
        writer.token(frame, accessToken);
        write(frame);
        flush();
    }

    void close() {
        closing = true;
        ByteBuf frame = buffer(16);
        writer.close(frame);
        write(frame);
        flush();
        context.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        active.writeAndFlush(upgrade.request(active.alloc()), active.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) {
        ByteBuf rest = (ByteBuf) bytes;
        if (!upgrade.isDone() && !upgrade.read(rest)) {
            rest.release();
            return;
        }
        reader.read(rest);
        if (unflushed) {
            flush();
        }
    }

    @Override
    public void text(ByteBuf bytes, int from, int length) {
        switch (scanner.scan(bytes, from, length)) {
            case MESSAGE -> message();
            case ACK -> tally.acked(scanner.id().upper(), scanner.id().lower(), System.nanoTime());
            case EVENT -> step(cursor());
            case ERROR -> tally.refused(scanner.id().upper(), scanner.id().lower(), scanner.code());
            case WELCOME -> welcome.complete(this);
            case OTHER -> {}
        }
    }

    private void message() {
        Cursor cursor = cursor();
        if (cursor != null) {
            boolean inOrder = step(cursor) != Cursor.Step.BEHIND;
            int number = tally.number(scanner.id().upper(), scanner.id().lower());
            tally.delivered(number, cursor.member(), inOrder, System.nanoTime());
        }
    }

    /** Null for a conversation that is not of this bench. */
    private Cursor cursor() {
        return cursors.get(
                new UUID(scanner.conversation().upper(), scanner.conversation().lower()));
    }

    private Cursor.Step step(Cursor cursor) {
        Cursor.Step step = cursor == null ? Cursor.Step.NEXT : cursor.advance(scanner.seq());
        if (step == Cursor.Step.GAP) {
            tally.gap();
        }
        return step;
    }

    @Override
    public void ping(byte[] contents) {
        ByteBuf frame = buffer(16 + contents.length);
        writer.pong(frame, contents);
        write(frame);
    }

    @Override
    public void close(int code) {
        closeCode = code;
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        reader.release();
        welcome.completeExceptionally(new IllegalStateException("the socket was closed before welcome: " + closeCode));
        if (!closing) {
            tally.cut(closeCode);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable failure) {
        welcome.completeExceptionally(failure);
        from.close();
    }
}
