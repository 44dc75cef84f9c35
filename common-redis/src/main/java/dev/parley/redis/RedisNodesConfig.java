package dev.parley.redis;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which Redis nodes there are beside the main one. */
@ConfigMapping(prefix = "parley.redis")
public interface RedisNodesConfig {
    /**
     * The nodes that share conversations among them, comma-separated: addresses ({@code redis://HOST:PORT}), or with sentinels the names of
     * masters. The same in the same order for gateway-service and message-service. Everything else about their connections is as of
     * {@code quarkus.redis}. Default: none, the node of {@code quarkus.redis.hosts} has all conversations.
     */
    Optional<List<String>> nodes();
}
