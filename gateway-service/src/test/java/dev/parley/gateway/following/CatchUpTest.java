package dev.parley.gateway.following;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.fanout.RecentEvents;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.history.ConversationLog;
import dev.parley.gateway.runtime.Sweeps;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.RecordingWire;
import dev.parley.gateway.socket.TestSockets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CatchUpTest implements Subscriptions {
    /** More than there are workers: if each gap cost one, the last ones would find nobody. */
    private static final int GAPS = 20;

    private final Map<String, Consumer<byte[]>> heard = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordingWire wire = new RecordingWire();
    private final Hub hub = new Hub(this);
    private final Delivery delivery = new Delivery(hub, this, new ForwardMarks(), new ObjectMapper(), registry);

    @Override
    public Future<Void> subscribe(String channel, Consumer<byte[]> handler) {
        heard.put(channel, handler);
        return Future.succeededFuture();
    }

    @Override
    public void unsubscribe(String channel) {}

    @Override
    public void afterTurn(Runnable task) {
        task.run();
    }

    @Override
    public void onRestored(Runnable task) {}

    @Override
    public boolean isAlive() {
        return true;
    }

    @Test
    void workersOutliveWhatNobodyThoughtOfAndTryAgain() {
        // Without a Redis at all, the first look at a recent stream fails in a way that has no answer.
        ConversationLog broken = new ConversationLog(new RecentEvents(null), null);
        new CatchUp(delivery, hub, broken, new Threads(), registry).start(null, this, new Sweeps());
        ClientSocket socket = TestSockets.of(TestSockets.user(), wire);
        LocalUser user = hub.arrive(socket, (someone, notice) -> {}).user();

        for (int gap = 1; gap <= GAPS; gap++) {
            ConversationId conversation = new ConversationId(UUID.randomUUID());
            hub.follow(user, conversation, delivery);
            hub.conversation(conversation).orElseThrow().startAt(1);
            heard.get(Channels.live(conversation)).accept(event(conversation, 3));
            int least = gap;
            await().until(() -> broken() >= least);
        }

        await().until(() -> broken() >= 2 * GAPS);
        assertThat(wire.frames).isEmpty();
        hub.leave(socket);
    }

    private double broken() {
        return registry.counter("parley.gateway.catchup.broken").count();
    }

    private static byte[] event(ConversationId conversation, long seq) {
        return EventFrame.of(conversation.toString().getBytes(UTF_8), seq, "{\"kind\":\"message\"}".getBytes(UTF_8));
    }
}
