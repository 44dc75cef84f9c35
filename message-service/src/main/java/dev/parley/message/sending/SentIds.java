package dev.parley.message.sending;

import dev.parley.api.id.IdTime;
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
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The ids that were acknowledged lately, in Redis: one hash for each stretch of time, so that a whole batch is
 * remembered by one command. Safe on any thread that may block.
 *
 * <p>An id is remembered after the log has its event, never before: a claim that outlives its claimant would swallow a
 * message. So what is known is true, and what is unknown may still be in the log; history makes such a copy a void.
 * That is why a Redis that is down or slow costs nothing but this shortcut: after a failure it is left alone for a
 * while, and everything counts as unknown.
 */
@Singleton
final class SentIds {
    private static final int FIELD_BYTES = 16;

    private final RedisPipes redis;
    private final SendingConfig config;
    private final Clock clock;
    private final LongMemory longMemory;
    private final Counter skipped;
    private final Counter shortened;
    private final Stretches timeOrdered;
    private final Stretches others;
    private volatile long pausedUntil;

    SentIds(
            @Identifier("front") RedisPipes redis,
            SendingConfig config,
            Clock clock,
            LongMemory longMemory,
            MeterRegistry metrics) {
        this.redis = redis;
        this.config = config;
        this.clock = clock;
        this.longMemory = longMemory;
        this.shortened = metrics.counter("parley.message.sending.repeats.shortened");
        this.skipped = metrics.counter("parley.message.sending.repeats.skipped");
        this.timeOrdered = new Stretches("sent:", config.rememberFor());
        this.others = new Stretches("sent-others:", config.rememberOthersFor());
    }

    /**
     * What is remembered of ids of one kind, by the stretch of time in which they were acknowledged. The present
     * stretch and the one before it are kept, so that each id is known for the length of one at least.
     */
    private record Stretches(String prefix, Duration length) {
        String at(long millis) {
            return prefix + Math.floorDiv(millis, length.toMillis());
        }

        String before(long millis) {
            return at(millis - length.toMillis());
        }

        String secondsToLive() {
            return Long.toString(2 * length.toSeconds() + 1);
        }
    }

    /** When each of these sends was acknowledged, as far as is known; in their order. */
    List<Optional<Instant>> find(List<Send> sends) {
        if (sends.isEmpty() || clock.millis() < pausedUntil) {
            skipped.increment(sends.size());
            return unknown(sends);
        }
        long now = clock.millis();
        MessageDigest digest = digest();
        List<KeyCommand> commands = new ArrayList<>(4 * sends.size());
        int[] begins = new int[sends.size() + 1];
        for (int i = 0; i < sends.size(); i++) {
            byte[] field = field(sends.get(i), digest);
            for (Stretches kind : places(sends.get(i))) {
                commands.add(KeyCommand.of(Command.HGET, kind.at(now)).arg(field));
                commands.add(KeyCommand.of(Command.HGET, kind.before(now)).arg(field));
            }
            begins[i + 1] = commands.size();
        }
        try {
            List<Response> answers = redis.await(commands, config.repeatsTimeout());
            return IntStream.range(0, sends.size())
                    .mapToObj(i -> firstInstant(answers.subList(begins[i], begins[i + 1])))
                    .toList();
        } catch (RedisFailure e) {
            pause();
            skipped.increment(sends.size());
            return unknown(sends);
        }
    }

    /**
     * Remembers that these are durable since {@code at}. Does not wait: a later look-up takes the same connection,
     * behind this.
     */
    void remember(List<Send> sends, Instant at) {
        if (sends.isEmpty() || clock.millis() < pausedUntil) {
            return;
        }
        String value = Long.toString(at.toEpochMilli());
        long now = clock.millis();
        MessageDigest digest = digest();
        Map<Stretches, KeyCommand> commands = new HashMap<>();
        for (Send send : sends) {
            commands.computeIfAbsent(place(send), kind -> KeyCommand.of(Command.HSET, kind.at(now)))
                    .arg(field(send, digest))
                    .arg(value);
        }
        List<KeyCommand> pipeline = new ArrayList<>(commands.values());
        commands.keySet()
                .forEach(kind ->
                        pipeline.add(KeyCommand.of(Command.EXPIRE, kind.at(now)).arg(kind.secondsToLive())));
        redis.send(pipeline).onFailure(cause -> pause());
    }

    private void pause() {
        Duration pause = config.repeatsPause();
        pausedUntil = clock.millis() + pause.toMillis();
    }

    private static boolean isTimeOrdered(Send send) {
        return IdTime.of(send.id()).isPresent();
    }

    /** Where an id is remembered: with those that are needed for minutes only, if the user has too many others. */
    private Stretches place(Send send) {
        if (isTimeOrdered(send)) {
            return timeOrdered;
        }
        if (longMemory.takes(send.sender())) {
            return others;
        }
        shortened.increment();
        return timeOrdered;
    }

    /** Where an id may be remembered. */
    private List<Stretches> places(Send send) {
        return isTimeOrdered(send) ? List.of(timeOrdered) : List.of(others, timeOrdered);
    }

    private static List<Optional<Instant>> unknown(List<Send> sends) {
        return sends.stream().map(send -> Optional.<Instant>empty()).toList();
    }

    private static Optional<Instant> firstInstant(List<Response> answers) {
        return answers.stream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(answer -> Instant.ofEpochMilli(answer.toLong()));
    }

    /** As much of a hash of a send's identity as two sends never share, even if somebody tries. */
    private static byte[] field(Send send, MessageDigest digest) {
        ByteBuffer identity = ByteBuffer.allocate(6 * Long.BYTES);
        put(identity, send.conversation().value());
        put(identity, send.sender().value());
        put(identity, send.id());
        return Arrays.copyOf(digest.digest(identity.array()), FIELD_BYTES);
    }

    private static void put(ByteBuffer identity, UUID id) {
        identity.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
