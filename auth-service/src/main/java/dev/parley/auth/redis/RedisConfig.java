package dev.parley.auth.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the service treats a Redis that fails. How long one command may take is {@code quarkus.redis.timeout}. */
@ConfigMapping(prefix = "parley.auth.redis")
interface RedisConfig {
    /**
     * How long Redis is left alone after a command failed. Longer: a Redis that hangs slows fewer requests down, and its
     * return is noticed later.
     */
    @WithDefault("1s")
    Duration pauseAfterFailure();
}
