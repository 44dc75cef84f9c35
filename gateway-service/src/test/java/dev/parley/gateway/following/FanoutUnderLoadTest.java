package dev.parley.gateway.following;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.socket.Outbox;
import dev.parley.gateway.socket.TestSockets;
import dev.parley.gateway.socket.Wire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Frames that come on one event loop, with some missing, and leave on another, while a third thread finds what is
 * missing.
 */
class FanoutUnderLoadTest implements Subscriptions {
    private static final int ROUNDS = 2_000;

    /** Events of a round, of which the third is missing. */
    private static final int ROUND = 20;

    private static final int EVENTS = ROUNDS * ROUND;

    private final DefaultEventLoop hearing = new DefaultEventLoop();
    private final DefaultEventLoop writing = new DefaultEventLoop();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConversationId id = new ConversationId(UUID.randomUUID());
    private final byte[] key = id.toString().getBytes(UTF_8);
    private final Queue<Long> flushed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();
    private final Hub hub = new Hub(this);
    private final Delivery delivery = new Delivery(hub, this, new ForwardMarks(), new ObjectMapper(), registry);
    private volatile Consumer<byte[]> live;

    @AfterEach
    void end() {
        Object _ = hearing.shutdownGracefully();
        Object _ = writing.shutdownGracefully();
    }

    @Test
    void everyEventLeavesOnceAndInOrder() {
        var socket = TestSockets.of(TestSockets.user(), new FlushedWire(), Long.MAX_VALUE);
        LocalUser user = hub.arrive(socket, (_, _) -> {}).user();
        hub.follow(user, id, delivery);
        LocalConversation conversation = hub.conversation(id).orElseThrow();
        conversation.startAt(0);
        Thread.ofVirtual().start(this::findWhatIsMissing);

        for (int round = 0; round < ROUNDS; round++) {
            long first = (long) round * ROUND + 1;
            LongStream.range(first, first + ROUND)
                    .filter(seq -> seq != first + 2)
                    .forEach(seq -> hearing.execute(() -> live.accept(event(seq))));
            await().atMost(Duration.ofSeconds(10))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> left.get() >= first + ROUND - 1);
        }

        assertThat(List.copyOf(flushed))
                .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    private void findWhatIsMissing() {
        try {
            while (true) {
                LocalConversation behind = delivery.behind().take();
                behind.missed(LongStream.rangeClosed(behind.last() + 1, behind.head())
                        .limit(500)
                        .mapToObj(this::event)
                        .toList());
                if (!behind.resume()) {
                    delivery.behind().add(behind);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] event(long seq) {
        return EventFrame.of(key, seq, "{\"kind\":\"message\"}".getBytes(UTF_8));
    }

    /** What is flushed counts, as with a real socket. */
    private final class FlushedWire implements Wire {
        private final Outbox outbox = new Outbox(writing, registry.counter("flushes"));
        private final List<Long> written = new ArrayList<>();

        @Override
        public Outbox outbox() {
            return outbox;
        }

        @Override
        public void write(ByteBuf frames) {
            if (written.isEmpty()) {
                outbox.written(this::flush);
            }
            while (frames.isReadable()) {
                frames.skipBytes(1);
                int length = frames.readByte();
                byte[] text = new byte[length == 126 ? frames.readUnsignedShort() : length];
                frames.readBytes(text);
                written.add(EventFrame.seqOf(text));
            }
            frames.release();
        }

        private void flush() {
            flushed.addAll(written);
            left.addAndGet(written.size());
            written.clear();
        }

        @Override
        public Future<Void> written() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long waiting() {
            return 0;
        }

        @Override
        public void ping() {}

        @Override
        public void close(int code, String reason) {}

        @Override
        public void abort() {}
    }

    @Override
    public Future<Void> subscribe(String channel, Consumer<byte[]> handler) {
        if (channel.contains(id.toString())) {
            live = handler;
        }
        return Future.succeededFuture();
    }

    @Override
    public void unsubscribe(String channel) {}

    @Override
    public void afterTurn(Runnable task) {
        hearing.execute(task);
    }

    @Override
    public void onRestored(Runnable task) {}

    @Override
    public boolean isAlive() {
        return true;
    }
}
