package dev.parley.message.engine;

import io.smallrye.common.annotation.Identifier;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what the framework does not: the clock, and a Redis connection each for the front and the router. */
final class Wiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Not shared with the router, whose long pipelines would delay the front's short ones. */
    @Produces
    @Singleton
    @Identifier("front")
    RedisPipe front(Redis redis) {
        return new RedisPipe(redis);
    }

    @Produces
    @Singleton
    @Identifier("router")
    RedisPipe router(Redis redis) {
        return new RedisPipe(redis);
    }

    @Produces
    @Singleton
    @Identifier("relay")
    RedisPipe relay(Redis redis) {
        return new RedisPipe(redis);
    }
}
