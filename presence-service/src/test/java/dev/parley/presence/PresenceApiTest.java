package dev.parley.presence;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.api.error.Problem;
import dev.parley.api.id.UserId;
import dev.parley.presence.support.Gateway;
import dev.parley.testkit.Engine;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
class PresenceApiTest {
    private static final String SOMEBODY = UUID.randomUUID().toString();

    Engines engines;
    Tokens tokens;

    @ConfigProperty(name = "quarkus.management.test-port")
    int management;

    @Test
    void unknownUsersAreOfflineInTheOrderOfTheQuestion() {
        String other = UUID.randomUUID().toString();
        given().auth()
                .oauth2(tokens.accessToken(UUID.randomUUID()))
                .get("/api/presence?users=" + SOMEBODY + "," + other + "," + SOMEBODY)
                .then()
                .statusCode(200)
                .body("users.user", contains(SOMEBODY, other, SOMEBODY))
                .body("users.status", contains("offline", "offline", "offline"));
    }

    @Test
    void otherServicesAskWithTheSecret() {
        given().auth()
                .preemptive()
                .basic("parley", engines.serviceSecret())
                .get("/api/presence?users=" + SOMEBODY)
                .then()
                .statusCode(200);
    }

    @Test
    void aWrongSecretIsRefused() {
        var answer = given().auth().preemptive().basic("parley", "wrong").get("/api/presence?users=" + SOMEBODY);
        problem(answer.then(), 401, "unauthenticated");
    }

    @Test
    void noTokenIsRefused() {
        problem(given().get("/api/presence?users=" + SOMEBODY).then(), 401, "unauthenticated");
    }

    @Test
    void anExpiredTokenIsRefused() {
        String expired = tokens.accessToken(UUID.randomUUID(), UUID.randomUUID(), Duration.ofMinutes(-10));
        var answer = given().auth().oauth2(expired).get("/api/presence?users=" + SOMEBODY);
        problem(answer.then(), 401, "unauthenticated");
    }

    @Test
    void twoHundredUsersAreAllowedAndOneMoreIsNot() {
        ask(users(200)).statusCode(200);
        problem(ask(users(201)), 400, "bad_request");
        problem(ask(users(400)), 400, "bad_request");
    }

    @Test
    void aQuestionWithoutUsersOrWithNonsenseIsRefused() {
        problem(ask(""), 400, "bad_request");
        problem(ask("alice"), 400, "bad_request");
        problem(ask(SOMEBODY + ","), 400, "bad_request");
    }

    @Test
    void otherPathsAndMethodsAreRefusedWithProblemsToo() {
        String token = tokens.accessToken(UUID.randomUUID());
        problem(given().auth().oauth2(token).get("/api/presents").then(), 404, "not_found");
        problem(given().auth().oauth2(token).post("/api/presence").then(), 405, "bad_request");
    }

    @Test
    void withoutRedisQuestionsAreRefusedInBoundedTimeAndReportsAreKept() {
        UUID user = UUID.randomUUID();
        try (Gateway gateway = new Gateway(engines.kafkaBootstrap())) {
            engines.kill(Engine.REDIS);
            gateway.open(new UserId(user));
            Instant asked = Instant.now();

            problem(ask(user.toString()), 503, "unavailable");

            assertThat(Instant.now()).isBefore(asked.plusSeconds(3));
            await().untilAsserted(() -> health("ready").statusCode(503));
            health("live").statusCode(200);
        } finally {
            engines.start(Engine.REDIS);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> ask(user.toString()).statusCode(200).body("users[0].status", equalTo("online")));
        health("ready").statusCode(200);
    }

    private ValidatableResponse health(String kind) {
        return given().port(management).get("/q/health/" + kind).then();
    }

    private ValidatableResponse ask(String users) {
        return given().auth()
                .oauth2(tokens.accessToken(UUID.randomUUID()))
                .get("/api/presence?users=" + users)
                .then();
    }

    private static String users(int count) {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).collect(joining(","));
    }

    private static void problem(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
