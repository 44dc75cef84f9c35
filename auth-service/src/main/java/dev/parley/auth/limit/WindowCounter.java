package dev.parley.auth.limit;

import dev.parley.auth.redis.OptionalRedis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Counters that Redis forgets at the end of their window; blocks for a round trip. Each command is atomic, so replicas
 * never lose a count, and a counter never outlives its window.
 */
@ApplicationScoped
class WindowCounter {
    /** KEYS[1] the counter; ARGV[1] what to add, 0 to look only; ARGV[2] the window in milliseconds. Answers {count, ms left}. */
    private static final String ADD = """
            local count = tonumber(redis.call('GET', KEYS[1]) or '0')
            if tonumber(ARGV[1]) ~= 0 then
              count = redis.call('INCRBY', KEYS[1], ARGV[1])
              if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            end
            return {count, redis.call('PTTL', KEYS[1])}
            """;

    private final OptionalRedis redis;
    private final Counter open;

    WindowCounter(OptionalRedis redis, MeterRegistry metrics) {
        this.redis = redis;
        this.open = metrics.counter("parley.auth.limits.open");
    }

    /** Adds one, and says how many there are now. */
    Count add(String key, Duration window) {
        return run(key, "1", window);
    }

    /** How many there are. */
    Count look(String key, Duration window) {
        return run(key, "0", window);
    }

    void forget(String key) {
        redis.execute("DEL", key);
    }

    /** Notes that something was so, for a while. */
    void mark(String key, Duration remembered) {
        redis.execute("SET", key, "1", "PX", Long.toString(remembered.toMillis()));
    }

    /** Whether that was noted; if Redis is down, it was. */
    boolean isMarked(String key) {
        OptionalRedis.Reply reply = redis.execute("GET", key);
        return !reply.arrived() || reply.value().isPresent();
    }

    private Count run(String key, String amount, Duration window) {
        OptionalRedis.Reply reply = redis.execute("EVAL", ADD, "1", key, amount, Long.toString(window.toMillis()));
        if (reply.value().isEmpty()) {
            open.increment();
            return new Count(0, Duration.ZERO);
        }
        Response values = reply.value().get();
        return new Count(
                values.get(0).toLong(),
                Duration.ofMillis(Math.max(0, values.get(1).toLong())));
    }

    /** A count, and when it will be forgotten. Zero if Redis is down: limits fail open. */
    record Count(long value, Duration left) {}
}
