package dev.parley.auth.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Commands to a Redis that may be down; blocks its caller, which must be a virtual or worker thread, for at most {@code
 * quarkus.redis.timeout}. After a failure Redis is left alone for a moment, so that one that hangs costs one request its
 * time and not every request.
 */
@ApplicationScoped
public class OptionalRedis {
    private static final Logger LOG = Logger.getLogger(OptionalRedis.class);

    private final RedisDataSource redis;
    private final RedisConfig config;
    private final Clock clock;
    private final Counter failures;
    private final Counter skipped;
    private final AtomicReference<Instant> pausedUntil = new AtomicReference<>(Instant.MIN);

    OptionalRedis(RedisDataSource redis, RedisConfig config, Clock clock, MeterRegistry metrics) {
        this.redis = redis;
        this.config = config;
        this.clock = clock;
        this.failures = metrics.counter("parley.auth.redis.commands", "outcome", "failed");
        this.skipped = metrics.counter("parley.auth.redis.commands", "outcome", "skipped");
    }

    /** What Redis answered; {@link Reply#missing()} if it did not. */
    public Reply execute(String command, String... arguments) {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil.get())) {
            skipped.increment();
            return Reply.missing();
        }
        try {
            return new Reply(true, Optional.ofNullable(redis.execute(command, arguments)));
        } catch (RuntimeException failure) {
            failures.increment();
            Instant before = pausedUntil.getAndSet(now.plus(config.pauseAfterFailure()));
            if (before.plus(config.pauseAfterFailure().multipliedBy(4)).isBefore(now)) {
                LOG.warnf("event=redis_unavailable reason=%s then=going_on_without_it", failure.getMessage());
            }
            return Reply.missing();
        }
    }

    /**
     * An answer, or that there was none.
     *
     * @param arrived whether Redis carried out the command
     * @param value what it answered; empty if that was nil
     */
    public record Reply(boolean arrived, Optional<Response> value) {
        static Reply missing() {
            return new Reply(false, Optional.empty());
        }
    }
}
