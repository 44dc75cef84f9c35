package dev.parley.gateway.fanout;

import dev.parley.gateway.fanout.SubscriptionLink.Listener;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Subscriptions on one connection to one Redis node. {@code wanted} says what should be heard, and may be changed on any thread; one
 * event loop makes it so, in commands of many channels. The Vert.x client would never subscribe again by itself after a break.
 */
final class NodeSubscriptions implements Listener {
    private static final Logger LOG = Logger.getLogger(NodeSubscriptions.class);
    private static final int CHANNELS_PER_COMMAND = 512;
    private static final long WATCH_MILLIS = 2_000;
    private static final Duration MOST_SILENCE = Duration.ofSeconds(6);
    private static final long LEAST_PAUSE_MILLIS = 100;
    private static final long MOST_PAUSE_MILLIS = 1_000;

    private final Redis redis;
    private final int number;
    private final String probe;
    private final Vertx vertx;
    private final Context loop;
    private final FanoutMetrics metrics;
    private final Runnable restored;
    private final Map<String, Heard> wanted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> changed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean settling = new AtomicBoolean();
    private volatile SubscriptionLink link;
    private volatile boolean everAlive;
    private volatile long heardAt;
    private volatile boolean stopping;

    /**
     * @param redis the node
     * @param number its place among the nodes
     * @param probe a channel that no other node of ours hears
     * @param loop where everything is heard
     * @param restored what to do each time all channels are heard again after a break
     */
    NodeSubscriptions(
            Redis redis,
            int number,
            String probe,
            Vertx vertx,
            Context loop,
            FanoutMetrics metrics,
            Runnable restored) {
        this.redis = redis;
        this.number = number;
        this.probe = probe;
        this.vertx = vertx;
        this.loop = loop;
        this.metrics = metrics;
        this.restored = restored;
    }

    /** A channel that should be heard, and what to do with what is heard. */
    private record Heard(Consumer<byte[]> handler, Promise<Void> confirmed) {}

    void start() {
        loop.runOnContext(go -> connect());
        vertx.setPeriodic(WATCH_MILLIS, timer -> loop.runOnContext(go -> watch()));
    }

    void stop() {
        stopping = true;
    }

    Future<Void> subscribe(String channel, Consumer<byte[]> handler) {
        Heard heard = new Heard(handler, Promise.promise());
        wanted.put(channel, heard);
        changed(channel);
        return heard.confirmed().future();
    }

    void unsubscribe(String channel) {
        wanted.remove(channel);
        changed(channel);
    }

    boolean isAlive() {
        return link != null;
    }

    /** Whether the connection ever stood. */
    boolean hasBeenAlive() {
        return everAlive;
    }

    /** How many channels should be heard. */
    int channels() {
        return wanted.size();
    }

    private void changed(String channel) {
        changed.add(channel);
        if (settling.compareAndSet(false, true)) {
            loop.runOnContext(go -> settle());
        }
    }

    /** Makes what is heard what is wanted. On the loop; what changes meanwhile is for the next turn. */
    private void settle() {
        settling.set(false);
        List<String> channels = new ArrayList<>();
        for (String channel = changed.poll(); channel != null; channel = changed.poll()) {
            channels.add(channel);
        }
        if (link != null) {
            settle(channels);
        }
    }

    private void settle(List<String> channels) {
        for (int from = 0; from < channels.size(); from += CHANNELS_PER_COMMAND) {
            int to = Math.min(channels.size(), from + CHANNELS_PER_COMMAND);
            link.settle(channels.subList(from, to), wanted::containsKey);
        }
    }

    private void connect() {
        redis.connect()
                .onComplete(result -> loop.runOnContext(go -> {
                    if (result.succeeded()) {
                        connected(new SubscriptionLink(result.result(), this));
                    } else {
                        again();
                    }
                }));
    }

    private void again() {
        long pause = ThreadLocalRandom.current().nextLong(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS);
        vertx.setTimer(pause, timer -> loop.runOnContext(go -> connect()));
    }

    private void connected(SubscriptionLink fresh) {
        link = fresh;
        heardAt = System.nanoTime();
        settle(List.copyOf(wanted.keySet()));
        // Confirmed behind all others: then everything is heard again.
        fresh.settle(List.of(probe), channel -> true);
    }

    private void allHeard() {
        LOG.infof("event=redis_subscribed node=%d channels=%d", number, wanted.size());
        if (everAlive) {
            metrics.restored();
            restored.run();
        }
        everAlive = true;
    }

    /** Says something to itself by way of Redis, and expects to have heard something of late. */
    private void watch() {
        SubscriptionLink watched = link;
        if (watched == null) {
            return;
        }
        if (System.nanoTime() - heardAt > MOST_SILENCE.toNanos()) {
            LOG.warnf("event=redis_subscription_silent node=%d action=reconnect", number);
            watched.close();
        } else {
            redis.send(Request.cmd(Command.PUBLISH).arg(probe).arg("probe"))
                    .onFailure(failure -> LOG.debug("event=probe_failed"));
        }
    }

    @Override
    public void confirmed(String channel) {
        heardAt = System.nanoTime();
        if (channel.equals(probe)) {
            allHeard();
            return;
        }
        Heard heard = wanted.get(channel);
        if (heard != null) {
            heard.confirmed().tryComplete();
        }
    }

    @Override
    public void message(String channel, byte[] payload) {
        heardAt = System.nanoTime();
        Heard heard = wanted.get(channel);
        if (heard == null) {
            return;
        }
        try {
            heard.handler().accept(payload);
        } catch (RuntimeException e) {
            metrics.handlerFailed();
            LOG.error("event=fanout_handler_failed", e);
        }
    }

    @Override
    public void broken(SubscriptionLink lost) {
        loop.runOnContext(go -> {
            if (link == lost && !stopping) {
                link = null;
                LOG.warnf("event=redis_subscription_broken node=%d action=reconnect", number);
                again();
            }
        });
    }
}
