package dev.parley.persistence;

import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.topic.Topics;
import dev.parley.testkit.Engine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FaultsTest extends ServiceTest {
    private static final Duration HEALING = Duration.ofSeconds(60);

    @AfterEach
    void startEngines() {
        engines.start(Engine.POSTGRES);
        engines.start(Engine.KAFKA);
    }

    @Test
    void postgresAwayForAWhileLosesAndDoublesNothing() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "before"));
        scene.awaitSeq(group, ann, 1);

        engines.kill(Engine.POSTGRES);
        Instant killed = Instant.now();
        while (Duration.between(killed, Instant.now()).compareTo(Duration.ofSeconds(16)) < 0) {
            scene.log(group, message(ann, "meanwhile"));
            Response refused = scene.as(ann).get("/api/conversations/" + group);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.<String>path("code")).isEqualTo("unavailable");
            assertThat(refused.header("Retry-After")).isNotNull();
        }
        engines.start(Engine.POSTGRES);
        scene.log(group, message(ann, "after"));

        await().atMost(HEALING)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(scene.events(group, ann, "").getString("events[-1].text"))
                        .isEqualTo("after"));
        JsonPath page = scene.events(group, ann, "?after=0&limit=200");
        List<String> ids = page.getList("events.id");
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(page.getList("events.kind")).containsOnly("message");
        assertThat(page.getList("events.seq", Long.class))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ids.size()).boxed().toList());
    }

    @Test
    void conversationsAreMadeWhileKafkaIsAwayAndToldOfAfterwards() {
        engines.kill(Engine.KAFKA);
        UUID group = scene.group(ann, bob);
        int added = scene.as(ann)
                .body(Map.of("user", eve))
                .post("/api/conversations/" + group + "/members")
                .statusCode();
        assertThat(added).isEqualTo(201);
        assertThat(scene.sql(Long.class, "select count(*) from outbox where conversation_id = ?", group))
                .isEqualTo(3);
        assertThat(scene.events(group, ann, "").getList("events")).isEmpty();

        engines.start(Engine.KAFKA);
        await().atMost(HEALING)
                .until(() ->
                        scene.sql(Long.class, "select count(*) from outbox where conversation_id = ?", group) == 0);
        await().atMost(HEALING)
                .untilAsserted(() -> assertThat(scene.conversation(group, ann).getLong("lastSeq"))
                        .isPositive());
        assertThat(scene.events(group, ann, "").getString("events[0].kind")).isEqualTo("memberAdded");
        List<String> changes = changesOf(group);
        assertThat(changes.getFirst()).contains("\"version\":1").contains("\"added\":[\"" + ann + "\",\"" + bob);
        assertThat(changes.getLast()).contains("\"version\":2").contains("\"added\":[\"" + eve + "\"]");
    }

    private List<String> changesOf(UUID group) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", engines.kafkaBootstrap(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topics.CONVERSATIONS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            List<String> changes = new java.util.ArrayList<>();
            await().atMost(HEALING).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(group.toString())) {
                        changes.add(record.value());
                    }
                });
                return changes.size() >= 2;
            });
            return changes;
        }
    }
}
