package dev.parley.persistence.whereabouts;

import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.ChatEvent;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WhereaboutsTest extends ServiceTest {
    @Test
    void aStoredMessageIsFoundByItsSeqAndByItsId() throws Exception {
        UUID group = scene.group(ann, bob);
        ChatEvent.Message second = message(bob, "second");
        scene.log(group, message(ann, "first"), second);
        scene.awaitSeq(group, ann, 2);

        JsonPath bySeq = where(group, "seq=2", 200);

        assertThat(bySeq.getString("id")).isEqualTo(second.id().toString());
        assertThat(bySeq.getString("kind")).isEqualTo("message");
        assertThat(bySeq.getString("accepted.sender")).isEqualTo(bob.toString());
        assertThat(Instant.parse(bySeq.getString("accepted.at"))).isEqualTo(second.at());
        assertThat(bySeq.getBoolean("stored.done")).isTrue();
        assertThat(bySeq.getInt("delivered.members")).isEqualTo(2);
        assertThat(bySeq.getList("delivered.delivered")).isEmpty();
        long offset = bySeq.getLong("logged.offset");
        assertThat(bySeq.getLong("stored.next")).isGreaterThan(offset);
        assertThat(Instant.parse(bySeq.getString("logged.at"))).isAfterOrEqualTo(second.at());
        assertThat(bySeq.getMap("counted")).as("no router runs here").isEmpty();

        commitAsRouter(bySeq.getInt("partition"), offset + 1);

        JsonPath byId = where(group, "message=" + second.id(), 200);
        assertThat(byId.getLong("seq")).isEqualTo(2);
        assertThat(byId.getBoolean("counted.done")).isTrue();
    }

    @Test
    void whatNobodyHasIsNotFound() {
        UUID group = scene.group(ann, bob);

        assertThat(where(group, "seq=99", 404).getString("code")).isEqualTo("not_found");
        assertThat(where(group, "message=" + UUID.randomUUID(), 404).getString("code"))
                .isEqualTo("not_found");
        assertThat(where(group, "minutes=5", 400).getString("code")).isEqualTo("bad_request");
        assertThat(where(group, "message=nonsense", 400).getString("code")).isEqualTo("bad_request");
        assertThat(scene.as(ann)
                        .get("/internal/conversations/" + group + "/where?seq=1")
                        .statusCode())
                .isEqualTo(401);
    }

    private JsonPath where(UUID conversation, String query, int status) {
        return scene.asService()
                .get("/internal/conversations/" + conversation + "/where?" + query)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private void commitAsRouter(int partition, long next) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", engines.kafkaBootstrap()))) {
            admin.alterConsumerGroupOffsets(
                            "router", Map.of(new TopicPartition(Topics.EVENTS, partition), new OffsetAndMetadata(next)))
                    .all()
                    .get();
        }
    }
}
