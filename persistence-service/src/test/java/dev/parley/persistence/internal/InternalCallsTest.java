package dev.parley.persistence.internal;

import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.ChatEvent;
import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InternalCallsTest extends ServiceTest {
    @Test
    void stateTellsMembersAndRolesWithoutMarks() {
        UUID group = scene.group(ann, bob);
        JsonPath state =
                scene.asService().get("/internal/conversations/" + group).jsonPath();
        assertThat(state.getString("id")).isEqualTo(group.toString());
        assertThat(state.getLong("version")).isEqualTo(1);
        assertThat(state.getMap("members[0]")).containsOnlyKeys("user", "role");
        assertThat(status("/internal/conversations/" + UUID.randomUUID())).isEqualTo(404);
    }

    @Test
    void framesComeInLinesAndEndWithTheLog() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "1"), message(ann, "2"), message(ann, "3"));
        scene.awaitSeq(group, ann, 3);
        String base = "/internal/conversations/" + group + "/events";

        String lines = scene.asService().get(base + "?after=1&limit=1").asString();
        assertThat(lines.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("\"seq\":2")
                .endsWith("}");
        assertThat(scene.asService().get(base + "?after=0").asString().lines()).hasSize(3);
        assertThat(scene.asService().get(base + "?after=3").asString()).isEmpty();
        assertThat(status("/internal/conversations/" + UUID.randomUUID() + "/events?after=0"))
                .isEqualTo(404);
        assertThat(scene.asService().get(base + "/2").jsonPath().getString("text"))
                .isEqualTo("2");
        assertThat(status(base + "/4")).isEqualTo(404);
    }

    @Test
    void usersHaveTheirConversationsWithHeads() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "1"));
        scene.awaitSeq(group, ann, 1);
        JsonPath bobs = scene.asService()
                .get("/internal/users/" + bob + "/conversations")
                .jsonPath();
        assertThat(bobs.getString("conversations[0].conversation")).isEqualTo(group.toString());
        assertThat(bobs.getLong("conversations[0].lastSeq")).isEqualTo(1);
        assertThat(scene.asService()
                        .get("/internal/users/" + eve + "/conversations")
                        .jsonPath()
                        .getList("conversations"))
                .isEmpty();
    }

    @Test
    void usersShareAConversationOrDoNot() {
        scene.group(ann, bob);
        assertThat(status("/internal/users/" + ann + "/shares-with/" + bob)).isEqualTo(204);
        assertThat(status("/internal/users/" + ann + "/shares-with/" + eve)).isEqualTo(404);
    }

    @Test
    void sendsThatHistoryHasAreToldWithTheTimeOfTheirAck() {
        UUID group = scene.group(ann, bob);
        ChatEvent.Message kept = message(ann, "kept");
        scene.log(group, kept, message(bob, "another"));
        scene.awaitSeq(group, ann, 2);

        JsonPath answer = scene.asService()
                .contentType("application/json")
                .body(Map.of(
                        "sends",
                        List.of(
                                identity(group, bob, kept.id()),
                                identity(group, ann, kept.id()),
                                identity(UUID.randomUUID(), ann, kept.id()))))
                .post("/internal/sends/kept")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(answer.getList("kept")).hasSize(1);
        assertThat(answer.getString("kept[0].send.sender")).isEqualTo(ann.toString());
        assertThat(Instant.parse(answer.getString("kept[0].at"))).isEqualTo(kept.at());
    }

    private static Map<String, String> identity(UUID conversation, UUID sender, UUID id) {
        return Map.of("conversation", conversation.toString(), "sender", sender.toString(), "id", id.toString());
    }

    private int status(String path) {
        return scene.asService().get(path).statusCode();
    }
}
