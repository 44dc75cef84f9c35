package dev.parley.gateway.fanout;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Singleton;

/** Publishes what gateways tell one another. Any thread; never blocks. */
@Singleton
public final class Publisher {
    private final Redis redis;

    public Publisher(Redis redis) {
        this.redis = redis;
    }

    /** A hint: fails if Redis is not there, and may reach nobody. */
    public Future<Void> publish(String channel, String message) {
        return redis.send(Request.cmd(Command.PUBLISH).arg(channel).arg(message))
                .mapEmpty();
    }
}
