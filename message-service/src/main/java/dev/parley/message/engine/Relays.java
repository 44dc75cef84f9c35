package dev.parley.message.engine;

import dev.parley.redis.KeyCommand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Publishes hints for which the caller's offsets wait: it tries until Redis has taken all of them, and so holds up the channel it is called from,
 * which is what bounds it. Never blocks; safe on any thread.
 */
@Singleton
public final class Relays {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final RedisPipes redis;
    private final Counter published;
    private final Counter failures;

    Relays(@Identifier("relay") RedisPipes redis, MeterRegistry metrics) {
        this.redis = redis;
        this.published = metrics.counter("parley.message.relay.publishes");
        this.failures = metrics.counter("parley.message.relay.failures");
    }

    /** A message for a channel. */
    public record Hint(String channel, String message) {
        KeyCommand command() {
            return KeyCommand.of(Command.PUBLISH, channel).arg(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Publishes all, in order; completes when it is done, and never fails. */
    public Uni<Void> publish(List<Hint> hints) {
        if (hints.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<KeyCommand> commands = hints.stream().map(Hint::command).toList();
        return Uni.createFrom()
                .completionStage(() -> redis.send(commands).toCompletionStage())
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .invoke(cause -> failures.increment())
                .onFailure()
                .retry()
                .withBackOff(SHORTEST, LONGEST)
                .withJitter(0.5)
                .indefinitely()
                .invoke(() -> published.increment(hints.size()))
                .replaceWithVoid();
    }
}
