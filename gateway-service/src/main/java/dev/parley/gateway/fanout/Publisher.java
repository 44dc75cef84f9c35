package dev.parley.gateway.fanout;

import dev.parley.redis.KeyCommand;
import dev.parley.redis.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import jakarta.inject.Singleton;

/** Publishes what gateways tell one another. Any thread; never blocks. */
@Singleton
public final class Publisher {
    private final RedisNodes nodes;

    public Publisher(RedisNodes nodes) {
        this.nodes = nodes;
    }

    /** A hint: fails if the channel's node is not there, and may reach nobody. */
    public Future<Void> publish(String channel, String message) {
        return nodes.send(KeyCommand.of(Command.PUBLISH, channel).arg(message)).mapEmpty();
    }
}
