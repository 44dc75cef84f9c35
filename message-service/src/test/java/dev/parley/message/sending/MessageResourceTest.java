package dev.parley.message.sending;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.api.error.Problem;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class MessageResourceTest {
    private final UUID ann = UUID.randomUUID();
    private final UserId bob = new UserId(UUID.randomUUID());

    Engines engines;
    Tokens tokens;
    Persistence persistence;

    @Test
    void aMessageIsAcceptedOnceItIsDurable() {
        ConversationId conversation = persistence.group(new UserId(ann), bob);
        UUID id = UUID.randomUUID();

        as(tokens.accessToken(ann))
                .body("{\"id\":\"" + id + "\",\"text\":\"hello\",\"replyTo\":3}")
                .post("/api/conversations/" + conversation + "/messages")
                .then()
                .statusCode(202)
                .body("id", equalTo(id.toString()))
                .body("conversation", equalTo(conversation.toString()))
                .body("at", notNullValue());

        assertThat(new Topic(engines).events(conversation))
                .singleElement()
                .satisfies(event -> assertThat(event.get("text").asText()).isEqualTo("hello"));
    }

    @Test
    void whatIsNotTheCallersIsNotFound() {
        ConversationId others = persistence.group(bob, new UserId(UUID.randomUUID()));
        String token = tokens.accessToken(ann);

        problem(post(token, others.toString(), body("hello")), 404, "not_found");
        problem(post(token, UUID.randomUUID().toString(), body("hello")), 404, "not_found");
        problem(post(token, "not-a-uuid", body("hello")), 404, "not_found");
        assertThat(new Topic(engines).events(others)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/octet-stream",
                "nonsense",
                "a/b/c",
                ";",
                "application/json; charset=nonsense",
            })
    void bodiesOfOtherMediaTypesAreRefused(String type) throws Exception {
        ConversationId conversation = persistence.group(new UserId(ann), bob);
        String receipts =
                "Basic " + Base64.getEncoder().encodeToString(("parley:" + engines.serviceSecret()).getBytes(UTF_8));
        refusesMediaType(type, "Bearer " + tokens.accessToken(ann), "/api/conversations/" + conversation + "/messages");
        refusesMediaType(type, receipts, "/internal/receipts");
    }

    /** By a client that sends whatever media type it is given. */
    private static void refusesMediaType(String type, String credential, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Authorization", credential)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("a text"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 415);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        }
    }

    @Test
    void whatIsMalformedIsABadRequest() {
        ConversationId conversation = persistence.group(new UserId(ann), bob);
        String token = tokens.accessToken(ann);

        problem(post(token, conversation.toString(), body("")), 400, "bad_request");
        problem(post(token, conversation.toString(), "{\"text\":\"no id\"}"), 400, "bad_request");
        problem(post(token, conversation.toString(), "{\"id\":\"x\",\"text\":\"bad id\"}"), 400, "bad_request");
        problem(post(token, conversation.toString(), "{\"id\":"), 400, "bad_request");
        problem(post(token, conversation.toString(), ""), 400, "bad_request");
        problem(post(token, conversation.toString(), body("x".repeat(8_001))), 413, "too_large");
    }

    @Test
    void whoeverHasNoTokenThatHoldsIsUnauthenticated() {
        ConversationId conversation = persistence.group(new UserId(ann), bob);
        String expired = tokens.accessToken(ann, UUID.randomUUID(), Duration.ofMinutes(-5));

        problem(post(expired, conversation.toString(), body("hello")), 401, "unauthenticated");
        problem(post("nonsense", conversation.toString(), body("hello")), 401, "unauthenticated");
        problem(
                given().contentType(ContentType.JSON)
                        .body(body("hello"))
                        .post("/api/conversations/" + conversation + "/messages")
                        .then(),
                401,
                "unauthenticated");
        problem(
                given().auth()
                        .preemptive()
                        .basic("parley", engines.serviceSecret())
                        .contentType(ContentType.JSON)
                        .body(body("hello"))
                        .post("/api/conversations/" + conversation + "/messages")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void internalCallsNeedTheSecret() {
        problem(
                given().contentType(ContentType.JSON)
                        .body("{\"sends\":[]}")
                        .post("/internal/sends")
                        .then(),
                401,
                "unauthenticated");
        problem(
                given().auth()
                        .preemptive()
                        .basic("parley", "wrong")
                        .contentType(ContentType.JSON)
                        .body("{\"sends\":[]}")
                        .post("/internal/sends")
                        .then(),
                401,
                "unauthenticated");
        problem(
                as(tokens.accessToken(ann))
                        .body("{\"sends\":[]}")
                        .post("/internal/sends")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void aBatchSaysHowLongItIsAndIsABatch() throws Exception {
        URI url = URI.create("http://localhost:" + RestAssured.port + "/internal/sends");
        String credential = "parley:" + engines.serviceSecret();
        HttpRequest chunked = HttpRequest.newBuilder(url)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8)))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{\"sends\":[]}".getBytes(UTF_8))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(chunked, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        }
        for (String body : new String[] {"", "null", "[]", "{}", "{\"sends\":[null]}", "{\"sends\":["}) {
            problem(
                    given().auth()
                            .preemptive()
                            .basic("parley", engines.serviceSecret())
                            .contentType(ContentType.JSON)
                            .body(body)
                            .post("/internal/sends")
                            .then(),
                    400,
                    "bad_request");
        }
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        problem(given().get("/api/nothing").then(), 404, "not_found");
        problem(given().get("/internal/receipts").then(), 405, "bad_request");
    }

    @Test
    void whoeverSendsTooFastIsToldToWait() {
        ConversationId conversation = persistence.group(new UserId(ann), bob);
        String token = tokens.accessToken(ann);

        ValidatableResponse refused = IntStream.range(0, 1_000)
                .mapToObj(i -> post(token, conversation.toString(), body("")))
                .filter(answer -> answer.extract().statusCode() == 429)
                .findFirst()
                .orElseThrow();

        problem(refused, 429, "rate_limited").header("Retry-After", notNullValue());
    }

    private static String body(String text) {
        return "{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"" + text + "\"}";
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    private static ValidatableResponse post(String token, String conversation, String body) {
        return as(token)
                .body(body)
                .post("/api/conversations/" + conversation + "/messages")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
