package dev.parley.gateway.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.frame.TextFrames;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.Outbox;
import dev.parley.gateway.socket.TestSockets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyWireTest implements NettyWire.Control {
    private final EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    /** The channel's own loop runs what waits at each write: here, turns end when the test says so. */
    private final Turn turn = new Turn();

    private final Counter flushes = new SimpleMeterRegistry().counter("flushes");
    private final Outbox outbox = new Outbox(turn, flushes);
    private final NettyWire wire =
            new NettyWire(channel.pipeline().context(WebSocket13FrameEncoder.class), outbox, this);
    private final ClientSocket socket = TestSockets.of(TestSockets.user(), wire);
    private final List<Integer> closes = new ArrayList<>();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Override
    public void ping() {}

    @Override
    public void close(int code, String reason) {
        closes.add(code);
    }

    private void send(String text) {
        socket.send(text.getBytes(UTF_8));
    }

    /** What has left, without its headers, which are of two bytes. */
    private List<String> left() {
        List<String> texts = new ArrayList<>();
        for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            while (frame.isReadable()) {
                frame.skipBytes(1);
                texts.add(frame.readCharSequence(frame.readByte(), UTF_8).toString());
            }
            frame.release();
        }
        return texts;
    }

    @Test
    void framesOfOneTurnLeaveInOneFlushAndEachOnce() {
        send("one");
        send("two");
        assertThat(left()).isEmpty();

        turn.end();
        assertThat(left()).containsExactly("one", "two");
        assertThat(flushes.count()).isEqualTo(1);

        turn.end();
        assertThat(left()).isEmpty();
        send("three");
        turn.end();
        assertThat(left()).containsExactly("three");
        assertThat(flushes.count()).isEqualTo(2);
    }

    @Test
    void whatTheLoopWritesComesBehindWhatWasHandedOverBefore() {
        ByteBuf shared = TextFrames.encode(List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8)));
        outbox.hand(() -> {
            socket.share(shared);
            shared.release();
        });
        send("three");

        turn.end();
        assertThat(left()).containsExactly("one", "two", "three");
        assertThat(shared.refCnt()).isZero();
    }

    @Test
    void whatWasWrittenLeavesBeforeTheCloseAndNothingBehindIt() {
        send("last");
        socket.close(dev.parley.gateway.socket.CloseCode.GOING_AWAY);
        assertThat(left()).containsExactly("last");
        assertThat(closes).containsExactly(1001);

        ByteBuf late = TextFrames.encode("late".getBytes(UTF_8));
        wire.write(late);
        turn.end();
        assertThat(late.refCnt()).isZero();
        assertThat(left()).isEmpty();
    }

    @Test
    void writtenCompletesBehindTheBytes() {
        send("one");
        Future<Void> written = socket.written();
        turn.end();

        assertThat(written.isComplete()).isTrue();
        assertThat(left()).contains("one");
        assertThat(socket.waiting()).isZero();
    }

    /** An event loop that every thread is, and whose turn ends by hand. */
    private static final class Turn extends AbstractEventExecutor {
        private final Queue<Runnable> waiting = new ArrayDeque<>();

        void end() {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        }

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
        }

        @Override
        public boolean inEventLoop(Thread thread) {
            return true;
        }

        @Override
        public boolean isShuttingDown() {
            return false;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }

        @Override
        @Deprecated
        public void shutdown() {
            throw new UnsupportedOperationException();
        }

        @Override
        public io.netty.util.concurrent.Future<?> shutdownGracefully(long quiet, long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public io.netty.util.concurrent.Future<?> terminationFuture() {
            throw new UnsupportedOperationException();
        }
    }
}
