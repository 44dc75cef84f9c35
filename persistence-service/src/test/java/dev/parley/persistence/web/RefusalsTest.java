package dev.parley.persistence.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RefusalsTest extends ServiceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"type\":\"poem\",\"members\":[]}",
                "{\"members\":[]}",
                "{\"type\":\"direct\"}",
                "{\"type\":\"direct\",\"members\":[\"bob\"]}",
                "{\"type\":\"direct\",\"members\":[null]}",
                "{\"type\":\"group\",\"title\":\"Alone\",\"members\":[]}",
                "{\"type\":\"group\",\"members\":[\"01920000-0000-7000-8000-000000000001\"]}",
                "{\"type\":\"group\",\"title\":\"  \",\"members\":[\"01920000-0000-7000-8000-000000000001\"]}",
                "{\"type\":\"group\",\"title\":\"\\u3164\",\"members\":[\"01920000-0000-7000-8000-000000000001\"]}",
                "{\"type\":\"group\",\"title\":\"a\\u0007\",\"members\":[\"01920000-0000-7000-8000-000000000001\"]}",
                "{\"type\":\"group\",\"title\":\"\\ud83d\",\"members\":[\"01920000-0000-7000-8000-000000000001\"]}",
            })
    void conversationsThatMakeNoSenseAreBadRequests(String body) {
        refused(scene.as(ann).body(body).post("/api/conversations"), 400, "bad_request");
    }

    @Test
    void titlesAndCrowdsHaveTheirBounds() {
        Map<String, Object> longTitle = Map.of("type", "group", "title", "x".repeat(101), "members", List.of(bob));
        refused(scene.as(ann).body(longTitle).post("/api/conversations"), 400, "bad_request");
        List<UUID> crowd =
                java.util.stream.Stream.generate(UUID::randomUUID).limit(1000).toList();
        Map<String, Object> tooMany = Map.of("type", "group", "title", "Crowd", "members", crowd);
        refused(scene.as(ann).body(tooMany).post("/api/conversations"), 400, "bad_request");
        Map<String, Object> self = Map.of("type", "direct", "members", List.of(ann));
        refused(scene.as(ann).body(self).post("/api/conversations"), 400, "bad_request");
    }

    @Test
    void pagesThatMakeNoSenseAreBadRequests() {
        UUID group = scene.group(ann, bob);
        for (String query : List.of("?after=1&before=2", "?after=-1", "?before=0", "?limit=0", "?after=x")) {
            refused(scene.page(group, ann, query), 400, "bad_request");
        }
        refused(scene.as(ann).get("/api/conversations?before=nonsense"), 400, "bad_request");
        refused(scene.as(ann).get("/api/conversations?limit=0"), 400, "bad_request");
        refused(scene.as(ann).get("/api/conversations/not-a-uuid"), 400, "bad_request");
        refused(scene.as(ann).get("/api/search"), 400, "bad_request");
        refused(scene.as(ann).get("/api/search?q=" + "x".repeat(201)), 400, "bad_request");
    }

    @Test
    void numbersThatAreNoneAreRefusedAsProblems() {
        UUID group = scene.group(ann, bob);
        Response answer = scene.page(group, ann, "?after=x");
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @Test
    void withoutAGoodTokenNothingIsAnswered() {
        refused(given().get("/api/conversations"), 401, "unauthenticated");
        refused(given().header("Authorization", "Bearer nonsense").get("/api/conversations"), 401, "unauthenticated");
        String expired = tokens.accessToken(ann, UUID.randomUUID(), Duration.ofMinutes(-5));
        refused(given().header("Authorization", "Bearer " + expired).get("/api/conversations"), 401, "unauthenticated");
        refused(scene.asService().get("/api/conversations"), 401, "unauthenticated");
    }

    @Test
    void internalCallsNeedTheServiceCredential() {
        String path = "/internal/users/" + ann + "/conversations";
        refused(given().get(path), 401, "unauthenticated");
        refused(given().auth().preemptive().basic("parley", "wrong").get(path), 401, "unauthenticated");
        refused(scene.as(ann).get(path), 401, "unauthenticated");
        assertThat(scene.asService().get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void pathsAndMethodsThatAreNotOfferedAreProblemsToo() {
        refused(scene.as(ann).get("/api/nowhere"), 404, "not_found");
        refused(scene.as(ann).get("/nowhere"), 404, "not_found");
        refused(scene.as(ann).delete("/api/conversations"), 405, "bad_request");
        refused(scene.as(ann).contentType("text/plain").body("x").post("/api/conversations"), 415, "bad_request");
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).contentType("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }
}
