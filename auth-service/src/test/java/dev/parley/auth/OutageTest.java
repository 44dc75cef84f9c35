package dev.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.channel.Channels;
import dev.parley.testkit.Engine;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class OutageTest {
    Engines engines;

    @Inject
    RedisDataSource redis;

    @AfterEach
    void allIsWellAgain() {
        engines.start(Engine.POSTGRES);
        engines.start(Engine.REDIS);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> Guest.unknown().register().statusCode() == 201);
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> redis.execute("PING") != null);
    }

    @Test
    void withoutRedisPeopleStillComeAndGo() {
        Guest.SignedIn before = Guest.registered();
        engines.stop(Engine.REDIS);

        Guest.SignedIn refreshed = Guest.SignedIn.of(Guest.refresh(before.refreshToken())
                .then()
                .statusCode(200)
                .extract()
                .response());
        refreshed.call().get("/api/users/me").then().statusCode(200);
        Guest.SignedIn second = Guest.SignedIn.of(
                before.again().login().then().statusCode(200).extract().response());
        second.call().post("/api/auth/logout").then().statusCode(204);

        Problem.expect(second.call().get("/api/users/me"), 401, "session_revoked");
        assertThat(ready()).isEqualTo(200);
    }

    /** In the stream, which gateways read to its end: a publish may come before they have subscribed again. */
    @Test
    void gatewaysLearnOfASessionThatEndedWithoutRedis() {
        Guest.SignedIn guest = Guest.registered();
        String session = currentSession(guest);
        engines.stop(Engine.REDIS);
        guest.call().post("/api/auth/logout").then().statusCode(204);

        engines.start(Engine.REDIS);

        awaitEnded(session);
    }

    @Test
    void gatewaysLearnOfEndedSessionsAgainWhenRedisHasLostItsData() {
        Guest.SignedIn guest = Guest.registered();
        String session = currentSession(guest);
        guest.call().post("/api/auth/logout").then().statusCode(204);
        awaitEnded(session);

        redis.execute("FLUSHALL");

        awaitEnded(session);
    }

    private static String currentSession(Guest.SignedIn guest) {
        return guest.call().get("/api/auth/sessions").jsonPath().getString("find { it.current }.id");
    }

    private void awaitEnded(String session) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> redis.execute("XRANGE", Channels.ENDED_SESSIONS, "-", "+")
                        .toString()
                        .contains(session));
    }

    @Test
    void withoutPostgresTheAnswerIsUnavailableAndKeysStayPublished() {
        Guest.SignedIn guest = Guest.registered();
        guest.call().get("/api/users/me").then().statusCode(200);
        engines.stop(Engine.POSTGRES);

        Problem.expect(guest.again().login(), 503, "unavailable");
        Problem.expect(Guest.refresh(guest.refreshToken()), 503, "unavailable");
        Problem.expect(guest.call().get("/api/users/me"), 503, "unavailable");
        assertThat(Guest.unknown().register().header("Retry-After")).isNotBlank();
        given().get("/.well-known/jwks.json").then().statusCode(200);
        assertThat(ready()).isEqualTo(503);
        assertThat(management("/q/health/live")).isEqualTo(200);
    }

    @Test
    void whatHappensIsCounted() {
        Guest.unknown().login();
        Guest.SignedIn guest = Guest.registered();
        Guest.refresh(guest.refreshToken()).then().statusCode(200);

        String metrics = given().port(managementPort()).get("/q/metrics").asString();

        assertThat(metrics)
                .contains("parley_auth_logins_total{outcome=\"bad_credentials\"}")
                .contains("parley_auth_refreshes_total{outcome=\"rotated\"}")
                .contains("parley_auth_hashes_in_flight", "parley_auth_hashes_waiting", "parley_auth_signing_keys");
        assertThat(given().port(managementPort()).get("/q/openapi").asString())
                .contains("/api/auth/register", "/.well-known/jwks.json");
    }

    private static int ready() {
        return management("/q/health/ready");
    }

    private static int management(String path) {
        return given().port(managementPort()).get(path).statusCode();
    }

    private static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
