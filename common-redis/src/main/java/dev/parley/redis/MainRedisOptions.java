package dev.parley.redis;

import io.quarkus.arc.Unremovable;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.quarkus.redis.runtime.client.config.RedisConfig;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Remembers how the platform set up the main client, with its password, TLS, pool and timeouts, to set up others alike. */
@Singleton
@Unremovable
final class MainRedisOptions implements RedisOptionsCustomizer {
    /** Null until the main client is made: others cannot be made before, least of all without its password. */
    private RedisOptions main;

    @Override
    public void customize(String client, RedisOptions options) {
        if (client.equals(RedisConfig.DEFAULT_CLIENT_NAME)) {
            main = options;
        }
    }

    /** The same for another node: an address, or the name of a master that the sentinels know. */
    RedisOptions of(String node) {
        var options = new RedisOptions(Objects.requireNonNull(main, "the main Redis client is not made yet"));
        return node.contains("://")
                ? options.setType(RedisClientType.STANDALONE).setConnectionString(node)
                : options.setMasterName(node);
    }
}
