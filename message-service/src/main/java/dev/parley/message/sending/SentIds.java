package dev.parley.message.sending;

import dev.parley.api.channel.Channels;
import dev.parley.api.send.Send;
import dev.parley.message.engine.RedisFailure;
import dev.parley.message.engine.RedisPipes;
import dev.parley.redis.KeyCommand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ids that were acknowledged lately, in Redis. Safe on any thread that may block.
 *
 * <p>An id is remembered after the log has its event, never before: a claim that outlives its claimant would swallow a message. So what is
 * known is true, and what is unknown may still be in the log; history makes such a copy a void. That is why a Redis that is down or
 * slow costs nothing but this shortcut: after a failure it is left alone for a while, and everything counts as unknown.
 */
@Singleton
final class SentIds {
    private final RedisPipes redis;
    private final SendingConfig config;
    private final Clock clock;
    private final Counter skipped;
    private volatile long pausedUntil;

    SentIds(@Identifier("front") RedisPipes redis, SendingConfig config, Clock clock, MeterRegistry metrics) {
        this.redis = redis;
        this.config = config;
        this.clock = clock;
        this.skipped = metrics.counter("parley.message.sending.repeats.skipped");
    }

    /** When each of these sends was acknowledged, as far as is known; in their order. */
    List<Optional<Instant>> find(List<Send> sends) {
        if (sends.isEmpty() || clock.millis() < pausedUntil) {
            skipped.increment(sends.size());
            return unknown(sends);
        }
        List<KeyCommand> commands = sends.stream()
                .map(send -> KeyCommand.of(Command.GET, key(send)))
                .toList();
        try {
            return redis.await(commands, config.repeatsTimeout()).stream()
                    .map(SentIds::instant)
                    .toList();
        } catch (RedisFailure e) {
            pause();
            skipped.increment(sends.size());
            return unknown(sends);
        }
    }

    /** Remembers that these are durable since {@code at}. Does not wait: a later look-up takes the same connection, behind this. */
    void remember(List<Send> sends, Instant at) {
        if (sends.isEmpty() || clock.millis() < pausedUntil) {
            return;
        }
        String value = Long.toString(at.toEpochMilli());
        String seconds = Long.toString(config.rememberFor().toSeconds());
        List<KeyCommand> commands = sends.stream()
                .map(send -> KeyCommand.of(Command.SET, key(send))
                        .arg(value)
                        .arg("EX")
                        .arg(seconds))
                .toList();
        redis.send(commands).onFailure(cause -> pause());
    }

    private void pause() {
        Duration pause = config.repeatsPause();
        pausedUntil = clock.millis() + pause.toMillis();
    }

    private static List<Optional<Instant>> unknown(List<Send> sends) {
        return sends.stream().map(send -> Optional.<Instant>empty()).toList();
    }

    private static Optional<Instant> instant(Response response) {
        return response == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(response.toLong()));
    }

    private static String key(Send send) {
        return Channels.of(send.conversation(), "sent:" + send.sender() + ':' + send.id());
    }
}
