package dev.parley.presence.sweep;

import dev.parley.presence.redis.RedisCalls;
import dev.parley.presence.redis.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Lets one instance sweep at a time. It saves work rather than guarding anything: two sweepers at once, after a long pause of
 * one of them, do the same repeatable things. Blocks.
 */
@ApplicationScoped
class SweeperLock {
    private static final String KEY = "presence:sweeper";
    private static final Duration HELD_FOR = Duration.ofSeconds(5);

    private final Script hold = Script.of("hold");
    private final String instance = UUID.randomUUID().toString();
    private final RedisCalls redis;

    SweeperLock(RedisCalls redis) {
        this.redis = redis;
    }

    /** Takes or keeps the lock for the next seconds; false if another instance has it. */
    boolean hold() {
        return redis.call(hold.call(List.of(KEY), List.of(instance, Long.toString(HELD_FOR.toMillis()))))
                        .toInteger()
                == 1;
    }
}
