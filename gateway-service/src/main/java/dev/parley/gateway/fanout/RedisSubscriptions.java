package dev.parley.gateway.fanout;

import dev.parley.gateway.runtime.Node;
import dev.parley.redis.RedisNodes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Subscriptions on one connection to each Redis node, all heard on one event loop. */
@Singleton
public final class RedisSubscriptions implements Subscriptions {
    private final RedisNodes nodes;
    private final Context loop;
    private final List<NodeSubscriptions> links = new ArrayList<>();
    private final List<Runnable> restored = new CopyOnWriteArrayList<>();

    RedisSubscriptions(RedisNodes nodes, Node node, Vertx vertx, MeterRegistry registry) {
        this.nodes = nodes;
        var metrics = new FanoutMetrics(registry, this);
        this.loop = vertx.getOrCreateContext();
        String probe = "gateway:" + node.name() + ":probe";
        for (Redis redis : nodes.all()) {
            int number = links.size();
            links.add(new NodeSubscriptions(redis, number, probe, vertx, loop, metrics, this::restored));
        }
    }

    void start(@Observes StartupEvent event) {
        links.forEach(NodeSubscriptions::start);
    }

    void stop(@Observes ShutdownEvent event) {
        links.forEach(NodeSubscriptions::stop);
    }

    private void restored() {
        restored.forEach(Runnable::run);
    }

    @Override
    public Future<Void> subscribe(String channel, Consumer<byte[]> handler) {
        return linkFor(channel).subscribe(channel, handler);
    }

    @Override
    public void unsubscribe(String channel) {
        linkFor(channel).unsubscribe(channel);
    }

    private NodeSubscriptions linkFor(String channel) {
        return links.get(nodes.of(channel));
    }

    @Override
    public void afterTurn(Runnable task) {
        loop.runOnContext(go -> task.run());
    }

    @Override
    public void onRestored(Runnable task) {
        restored.add(task);
    }

    @Override
    public boolean isAlive() {
        return links.stream().allMatch(NodeSubscriptions::isAlive);
    }

    /** Whether every connection ever stood: until then this gateway is not ready. */
    public boolean hasBeenAlive() {
        return links.stream().allMatch(NodeSubscriptions::hasBeenAlive);
    }

    /** How many channels should be heard. */
    int channels() {
        return links.stream().mapToInt(NodeSubscriptions::channels).sum();
    }
}
