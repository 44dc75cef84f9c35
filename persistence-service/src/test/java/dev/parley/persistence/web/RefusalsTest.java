package dev.parley.persistence.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740992", "9223372036854775807", "9223372036854775808", "-1"})
    void seqsThatNoLogCanHaveAreBadRequests(String seq) {
        UUID group = scene.group(ann, bob);
        refused(scene.page(group, ann, "?after=" + seq), 400, "bad_request");
        refused(scene.page(group, ann, "?before=" + seq), 400, "bad_request");
        refused(
                scene.as(ann).body("{\"unreadFrom\":" + seq + "}").put("/api/conversations/" + group + "/preferences"),
                400,
                "bad_request");
        String path = "/internal/conversations/" + group;
        refused(scene.asService().get(path + "/events?after=" + seq), 400, "bad_request");
        refused(scene.asService().get(path + "/events/" + seq), 400, "bad_request");
        refused(scene.asService().get(path + "/where?seq=" + seq), 400, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream"})
    void bodiesOfOtherMediaTypesAreRefusedAsProblems(String type) {
        UUID group = scene.group(ann, bob);
        String path = "/api/conversations/" + group;
        refused(body(type).post("/api/conversations"), 415, "bad_request");
        refused(body(type).patch(path), 415, "bad_request");
        refused(body(type).post(path + "/members"), 415, "bad_request");
        refused(body(type).put(path + "/members/" + bob + "/role"), 415, "bad_request");
        refused(body(type).put(path + "/preferences"), 415, "bad_request");
        refused(body(type).put(path + "/calls/" + UUID.randomUUID()), 415, "bad_request");
        refused(plain(scene.asService(), type).post("/internal/sends/kept"), 415, "bad_request");
    }

    /** By a client that sends whatever it is given. */
    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "text/plain; charset=nonsense", "application/json; charset=nonsense", "a/b/c", ";"})
    void mediaTypesThatAreNoneAreNoMistakeOfOurs(String type) throws Exception {
        UUID group = scene.group(ann, bob);
        URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/conversations/" + group);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + tokens.accessToken(ann))
                .header("Content-Type", type)
                .method("PATCH", HttpRequest.BodyPublishers.ofString("a title"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 415);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    private RequestSpecification body(String type) {
        return plain(scene.as(ann), type);
    }

    private static RequestSpecification plain(RequestSpecification request, String type) {
        return request.config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body("a title");
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
