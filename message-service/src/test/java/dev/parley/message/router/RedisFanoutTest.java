package dev.parley.message.router;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.message.engine.RedisPipes;
import dev.parley.message.router.Fanout.FanoutFailure;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Recent;
import dev.parley.message.testing.RouterOff;
import dev.parley.telemetry.trace.MessageTraces;
import dev.parley.testkit.EnginesResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands among the recent events, whoever says old things again and whatever Redis has lost, and for how long. */
@QuarkusTest
@TestProfile(RouterOff.class)
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class RedisFanoutTest {
    private static final long A_LITTLE = 1_000;
    private static final long MOST_OF_IT = Channels.RECENT_SECONDS - 100;

    @Inject
    Redis redis;

    @Inject
    @Identifier("router")
    RedisPipes pipes;

    @Inject
    ObjectMapper json;

    @Inject
    RouterConfig config;

    @Inject
    MessageTraces traces;

    @Inject
    MeterRegistry metrics;

    private final ConversationId conversation = new ConversationId(UUID.randomUUID());
    private Instant now = Instant.parse("2026-01-02T03:00:00Z");
    private RedisFanout fanout;

    @BeforeEach
    void makeFanout() {
        InstantSource source = () -> now;
        fanout = new RedisFanout(pipes, json, config, traces, source.withZone(ZoneOffset.UTC), metrics);
    }

    /** A router that was frozen in the middle of a batch and lost its partitions meanwhile goes on with that batch. */
    @Test
    void aDeletionThatIsSaidAgainLeavesNoHole() throws FanoutFailure {
        fanout.publish(List.of(message(1), message(2), message(3), deletion(4), message(5)));
        assertThat(Recent.seqs(redis, conversation)).containsExactly(4L, 5L);

        sayAgain(List.of(message(3), deletion(4)));
        fanout.publish(List.of(message(6)));

        assertThat(Recent.seqs(redis, conversation)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void theTimeToLiveIsGivenSeldom() throws FanoutFailure {
        fanout.publish(List.of(message(1)));
        assertThat(secondsToLive()).isGreaterThan(MOST_OF_IT);
        send(Request.cmd(Command.EXPIRE).arg(stream()).arg(A_LITTLE));

        fanout.publish(List.of(message(2)));
        assertThat(secondsToLive()).isBetween(1L, A_LITTLE);

        now = now.plusSeconds(Channels.RECENT_SECONDS / 2);
        fanout.publish(List.of(message(3)));
        assertThat(secondsToLive()).isGreaterThan(MOST_OF_IT);
        assertThat(Recent.seqs(redis, conversation)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aStreamThatRedisHasLostIsMadeAnewWithATimeToLive() throws FanoutFailure {
        fanout.publish(List.of(message(1)));
        send(Request.cmd(Command.DEL).arg(stream()));

        fanout.publish(List.of(message(2), message(3)));

        assertThat(Recent.seqs(redis, conversation)).containsExactly(2L, 3L);
        assertThat(secondsToLive()).isGreaterThan(MOST_OF_IT);
    }

    @Test
    void afterAFailureTheTimeToLiveIsGivenAgain() throws FanoutFailure {
        fanout.publish(List.of(message(1)));
        send(Request.cmd(Command.EXPIRE).arg(stream()).arg(A_LITTLE));

        sayAgain(List.of(message(1), message(2)));

        assertThat(Recent.seqs(redis, conversation)).containsExactly(1L, 2L);
        assertThat(secondsToLive()).isGreaterThan(MOST_OF_IT);
    }

    @Test
    void longEventsMakeTheStreamShorter() throws FanoutFailure {
        String text = "x".repeat(8_000);
        for (int seq = 1; seq <= 100; seq++) {
            fanout.publish(List.of(message(seq)));
        }
        for (int seq = 101; seq <= 300; seq++) {
            fanout.publish(List.of(message(seq, text)));
        }

        List<Long> kept = Recent.seqs(redis, conversation);
        assertThat(kept).hasSizeBetween(25, 35).endsWith(300L);
        long bytes = send(Request.cmd(Command.MEMORY)
                        .arg("USAGE")
                        .arg(stream())
                        .arg("SAMPLES")
                        .arg("0"))
                .toLong();
        assertThat(bytes).isLessThan(400_000);

        for (int seq = 301; seq <= 700; seq++) {
            fanout.publish(List.of(message(seq)));
        }
        assertThat(Recent.seqs(redis, conversation)).hasSizeBetween(Channels.RECENT_EVENTS, 2 * Channels.RECENT_EVENTS);
    }

    private long secondsToLive() {
        return send(Request.cmd(Command.TTL).arg(stream())).toLong();
    }

    private String stream() {
        return Channels.recent(conversation);
    }

    private Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    /** As the router does, until it is taken. */
    private void sayAgain(List<Outgoing> events) throws FanoutFailure {
        try {
            fanout.publish(new ArrayList<>(events));
        } catch (FanoutFailure refused) {
            fanout.publish(new ArrayList<>(events));
        }
    }

    private Outgoing message(long seq) {
        return message(seq, "x");
    }

    private Outgoing message(long seq, String text) {
        return outgoing(seq, "{\"kind\":\"message\",\"text\":\"" + text + "\"}");
    }

    private Outgoing deletion(long seq) {
        return outgoing(seq, "{\"kind\":\"delete\",\"target\":1}");
    }

    private Outgoing outgoing(long seq, String value) {
        byte[] key = conversation.toString().getBytes(US_ASCII);
        byte[] frame = EventFrame.of(key, seq, value.getBytes(UTF_8));
        return new Outgoing(null, ConversationKey.parse(key).orElseThrow(), seq, frame, 0, null);
    }
}
