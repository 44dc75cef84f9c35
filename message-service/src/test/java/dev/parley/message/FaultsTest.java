package dev.parley.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.message.testing.Gateway;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Recent;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engine;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds while an engine is down, and after it has come back. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());

    Engines engines;
    Persistence persistence;

    @Inject
    Redis redis;

    @TestHTTPResource(value = "health", management = true)
    URI health;

    private Gateway gateway;
    private ConversationId conversation;

    @BeforeEach
    void warm() {
        gateway = new Gateway(engines);
        conversation = persistence.group(ann, bob);
        send(1);
        await().atMost(PATIENCE).until(() -> recent().contains(1L));
    }

    @AfterEach
    void bringBack() {
        engines.start(Engine.KAFKA);
        engines.start(Engine.REDIS);
    }

    @Test
    void whileRedisIsDownSendsAreAckedAndAfterwardsTheyAreLive() {
        engines.stop(Engine.REDIS);

        assertThat(send(30)).allMatch(SendResult::isDurable);
        assertThat(send(30)).allMatch(SendResult::isDurable);
        engines.start(Engine.REDIS);

        await().atMost(PATIENCE).ignoreExceptions().until(() -> recent().contains(61L));
        List<Long> seqs = recent();
        assertThat(seqs).endsWith(LongStream.rangeClosed(2, 61).boxed().toArray(Long[]::new));
        assertThat(new Topic(engines).events(conversation)).hasSize(61);
    }

    @Test
    void whileKafkaIsDownSendsAreUnavailableWithinBoundsAndNothingIsKept() {
        engines.stop(Engine.KAFKA);
        Send.Message refused = Gateway.message(ann, conversation, "not now");
        long began = System.nanoTime();

        SendResult result = gateway.sendOne(refused);

        assertThat(result.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(result.retryAfter()).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        assertThat(health("ready")).isEqualTo(503);
        assertThat(health("live")).isEqualTo(200);

        engines.start(Engine.KAFKA);
        await().atMost(PATIENCE).until(() -> gateway.sendOne(refused).isDurable());
        await().atMost(PATIENCE).until(() -> recent().contains(2L));
        assertThat(new Topic(engines).events(conversation)).hasSize(2);
        await().atMost(PATIENCE).until(() -> health("ready") == 200);
    }

    private int health(String which) {
        return given().get(health + "/" + which).statusCode();
    }

    private List<Long> recent() {
        return Recent.seqs(redis, conversation);
    }

    private List<SendResult> send(int count) {
        return gateway.send(IntStream.range(0, count)
                .mapToObj(i -> Gateway.message(ann, conversation, "text " + i))
                .toArray(Send[]::new));
    }
}
