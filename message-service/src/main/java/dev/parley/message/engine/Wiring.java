package dev.parley.message.engine;

import dev.parley.redis.RedisNodes;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what the framework does not: the clock, and Redis connections each for the front and the router. */
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
    RedisPipes front(RedisNodes nodes) {
        return new RedisPipes(nodes);
    }

    @Produces
    @Singleton
    @Identifier("router")
    RedisPipes router(RedisNodes nodes) {
        return new RedisPipes(nodes);
    }

    @Produces
    @Singleton
    @Identifier("relay")
    RedisPipes relay(RedisNodes nodes) {
        return new RedisPipes(nodes);
    }
}
