package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import org.junit.jupiter.api.Test;

class MainRedisOptionsTest {
    private final MainRedisOptions options = new MainRedisOptions();

    @Test
    void anotherNodeIsSpokenToAsTheMainOneIs() {
        options.customize(
                "<default>",
                new RedisOptions().setPassword("secret").setMaxPoolSize(3).setConnectionString("redis://main:1"));
        options.customize("another", new RedisOptions().setPassword("not this"));

        RedisOptions node = options.of("redis://node:2");

        assertThat(node.getPassword()).isEqualTo("secret");
        assertThat(node.getMaxPoolSize()).isEqualTo(3);
        assertThat(node.getType()).isEqualTo(RedisClientType.STANDALONE);
        assertThat(node.getEndpoints()).containsExactly("redis://node:2");
    }

    @Test
    void sentinelsAreAskedForAMasterByItsName() {
        options.customize(
                "<default>",
                new RedisOptions()
                        .setType(RedisClientType.SENTINEL)
                        .setMasterName("parley")
                        .setConnectionString("redis://sentinel:26379"));

        RedisOptions node = options.of("conversations-1");

        assertThat(node.getType()).isEqualTo(RedisClientType.SENTINEL);
        assertThat(node.getMasterName()).isEqualTo("conversations-1");
        assertThat(node.getEndpoints()).containsExactly("redis://sentinel:26379");
    }

    @Test
    void nothingIsMadeUpBeforeTheMainClientIsMade() {
        assertThatThrownBy(() -> options.of("redis://node:2")).hasMessageContaining("main Redis client");
    }
}
