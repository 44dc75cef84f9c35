package dev.parley.gateway.fanout;

import dev.parley.gateway.fanout.SubscriptionLink.Listener;
import dev.parley.gateway.runtime.Node;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Subscriptions on one connection to Redis. {@code wanted} says what should be heard, and may be changed on any thread; one
 * event loop makes it so, in commands of many channels. The Vert.x client would never subscribe again by itself after a break.
 */
@Singleton
public final class RedisSubscriptions implements Subscriptions, Listener {
    private static final Logger LOG = Logger.getLogger(RedisSubscriptions.class);
    private static final int CHANNELS_PER_COMMAND = 512;
    private static final long WATCH_MILLIS = 2_000;
    private static final Duration MOST_SILENCE = Duration.ofSeconds(6);
    private static final long LEAST_PAUSE_MILLIS = 100;
    private static final long MOST_PAUSE_MILLIS = 1_000;

    private final Redis redis;
    private final Publisher publisher;
    private final String probe;
    private final Vertx vertx;
    private final Context loop;
    private final Map<String, Heard> wanted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> changed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean settling = new AtomicBoolean();
    private final List<Runnable> restored = new CopyOnWriteArrayList<>();
    private final FanoutMetrics metrics;
    private volatile SubscriptionLink link;
    private volatile boolean everAlive;
    private volatile long heardAt;
    private volatile boolean stopping;

    RedisSubscriptions(Redis redis, Publisher publisher, Node node, Vertx vertx, MeterRegistry registry) {
        this.redis = redis;
        this.publisher = publisher;
        this.probe = "gateway:" + node.name() + ":probe";
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.metrics = new FanoutMetrics(registry, wanted);
    }

    /** A channel that should be heard, and what to do with what is heard. */
    private record Heard(Consumer<byte[]> handler, Promise<Void> confirmed) {}

    void start(@Observes StartupEvent event) {
        loop.runOnContext(go -> connect());
        vertx.setPeriodic(WATCH_MILLIS, timer -> loop.runOnContext(go -> watch()));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Override
    public Future<Void> subscribe(String channel, Consumer<byte[]> handler) {
        Heard heard = new Heard(handler, Promise.promise());
        wanted.put(channel, heard);
        changed(channel);
        return heard.confirmed().future();
    }

    @Override
    public void unsubscribe(String channel) {
        wanted.remove(channel);
        changed(channel);
    }

    @Override
    public void onRestored(Runnable task) {
        restored.add(task);
    }

    @Override
    public boolean isAlive() {
        return link != null;
    }

    /** Whether the connection ever stood: until then the node is not ready. */
    public boolean hasBeenAlive() {
        return everAlive;
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
        LOG.infof("event=redis_subscribed channels=%d", wanted.size());
        if (everAlive) {
            metrics.restored();
            restored.forEach(Runnable::run);
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
            LOG.warn("event=redis_subscription_silent action=reconnect");
            watched.close();
        } else {
            publisher.publish(probe, "probe").onFailure(failure -> LOG.debug("event=probe_failed"));
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
                LOG.warnf("event=redis_subscription_broken channels=%d action=reconnect", wanted.size());
                again();
            }
        });
    }
}
