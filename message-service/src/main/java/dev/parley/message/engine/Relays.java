package dev.parley.message.engine;

import dev.parley.redis.KeyCommand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * Publishes hints for which the caller's offsets wait: it tries until Redis has taken all of them, and so holds up the
 * channel it is called from, which is what bounds it. What waits in memory is one pipeline. Never blocks; safe on any
 * thread.
 */
@Singleton
public final class Relays {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final RedisPipes redis;
    private final Counter published;
    private final Counter failures;
    private final DistributionSummary sizes;

    Relays(@Identifier("relay") RedisPipes redis, MeterRegistry metrics) {
        this.redis = redis;
        this.published = metrics.counter("parley.message.relay.publishes");
        this.failures = metrics.counter("parley.message.relay.failures");
        this.sizes = DistributionSummary.builder("parley.message.relay.pipeline")
                .description("Bytes of the messages and channels of one pipeline")
                .baseUnit(BaseUnits.BYTES)
                .register(metrics);
    }

    /**
     * A message for a channel.
     *
     * @param message not copied: many hints may share it, and nobody may write to it
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Hint(String channel, byte[] message) {
        KeyCommand command() {
            return KeyCommand.of(Command.PUBLISH, channel).arg(message);
        }

        int bytes() {
            return channel.length() + message.length;
        }
    }

    /**
     * Publishes all, in order, one pipeline after the other; takes hints only as a pipeline needs them. Completes when
     * it is done, and never fails unless taking a hint does.
     */
    public Uni<Void> publish(Iterator<Hint> hints) {
        return Multi.createFrom()
                .iterable(() -> new Pipelines(hints))
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> send(List<Hint> pipeline) {
        List<KeyCommand> commands = pipeline.stream().map(Hint::command).toList();
        sizes.record(pipeline.stream().mapToInt(Hint::bytes).sum());
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
                .invoke(() -> published.increment(pipeline.size()))
                .replaceWithVoid();
    }
}
