package dev.parley.auth.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.AdjustableClock;
import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class RefreshTest {
    /** When a lost answer is not given again any more. */
    private static final Duration LATER = Duration.ofSeconds(15);

    @Inject
    AdjustableClock clock;

    @AfterEach
    void today() {
        clock.set(Duration.ZERO);
    }

    @Test
    void aRefreshTokenIsSpentForTheNextOne() {
        Guest.SignedIn first = Guest.registered();

        Guest.SignedIn second = Guest.SignedIn.of(Guest.refresh(first.refreshToken())
                .then()
                .statusCode(200)
                .extract()
                .response());

        assertThat(second.user()).isEqualTo(first.user());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        second.call().get("/api/users/me").then().statusCode(200);
        Guest.refresh(second.refreshToken()).then().statusCode(200);
    }

    @Test
    void aSpentTokenEndsTheWholeSession() {
        Guest.SignedIn first = Guest.registered();
        Guest.SignedIn second = Guest.SignedIn.of(Guest.refresh(first.refreshToken()));
        clock.set(LATER);

        Problem.expect(Guest.refresh(first.refreshToken()), 401, "session_revoked");

        Problem.expect(Guest.refresh(second.refreshToken()), 401, "session_revoked");
        Problem.expect(second.call().get("/api/users/me"), 401, "session_revoked");
    }

    @Test
    void aTokenSpentLongAgoEndsTheSessionToo() {
        Guest.SignedIn first = Guest.registered();
        String latest = first.refreshToken();
        for (int rotation = 0; rotation < 5; rotation++) {
            latest = Guest.SignedIn.of(Guest.refresh(latest)).refreshToken();
        }

        Problem.expect(Guest.refresh(first.refreshToken()), 401, "session_revoked");

        Problem.expect(Guest.refresh(latest), 401, "session_revoked");
    }

    @Test
    void requestsThatRaceAllGetTheSameSuccessor() throws Exception {
        Guest.SignedIn first = Guest.registered();
        Callable<Response> refresh = () -> Guest.refresh(first.refreshToken());

        List<Response> answers;
        try (var tabs = Executors.newFixedThreadPool(8)) {
            List<Future<Response>> futures =
                    tabs.invokeAll(Stream.generate(() -> refresh).limit(8).toList());
            answers = futures.stream().map(Future::resultNow).toList();
        }

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getString("refreshToken"))
                .doesNotContain(first.refreshToken())
                .containsOnly(answers.getFirst().jsonPath().getString("refreshToken"));
        Guest.refresh(Guest.SignedIn.of(answers.getFirst()).refreshToken())
                .then()
                .statusCode(200);
    }

    @Test
    void aLostAnswerIsGivenAgainForSomeSeconds() {
        Guest.SignedIn first = Guest.registered();
        Guest.SignedIn lost = Guest.SignedIn.of(Guest.refresh(first.refreshToken()));
        clock.set(Duration.ofSeconds(8));

        Guest.SignedIn again = Guest.SignedIn.of(Guest.refresh(first.refreshToken()));

        assertThat(again.refreshToken()).isEqualTo(lost.refreshToken());
        again.call().get("/api/users/me").then().statusCode(200);
        clock.set(LATER);
        Problem.expect(Guest.refresh(first.refreshToken()), 401, "session_revoked");
        Problem.expect(Guest.refresh(again.refreshToken()), 401, "session_revoked");
    }

    @Test
    void aLostAnswerIsNotGivenToAnotherDevice() {
        Guest.SignedIn first = Guest.registered();
        Guest.refresh(first.refreshToken()).then().statusCode(200);

        Response elsewhere = given().contentType("application/json")
                .header("User-Agent", "a thief's")
                .body(Map.of("refreshToken", first.refreshToken()))
                .post("/api/auth/refresh");

        Problem.expect(elsewhere, 401, "session_revoked");
    }

    @Test
    void onlyTheLastAnswerIsGivenAgain() {
        Guest.SignedIn first = Guest.registered();
        Guest.SignedIn second = Guest.SignedIn.of(Guest.refresh(first.refreshToken()));
        Guest.refresh(second.refreshToken()).then().statusCode(200);

        Problem.expect(Guest.refresh(first.refreshToken()), 401, "session_revoked");
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() {
        Guest guest = Guest.unknown();
        guest.register().then().statusCode(201);

        Response login = guest.json()
                .body(Map.of("username", guest.username(), "password", guest.password()))
                .post("/api/auth/login");

        assertThat(login.jsonPath().getString("refreshToken")).isNull();
        Cookie cookie = login.detailedCookie(Guest.COOKIE);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/api/auth");
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(30).toSeconds());
    }

    @Test
    void aTokenThatCameByCookieGoesBackByCookie() {
        Guest.SignedIn first = Guest.registered();

        Response refreshed = given().cookie(Guest.COOKIE, first.refreshToken())
                .header("X-Refresh-Token", "body")
                .post("/api/auth/refresh");

        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(refreshed.jsonPath().getString("refreshToken")).isNull();
        assertThat(refreshed.cookie(Guest.COOKIE)).isNotBlank().isNotEqualTo(first.refreshToken());
    }

    @Test
    void whatIsNoTokenOfOursIsUnauthenticated() {
        Problem.expect(given().post("/api/auth/refresh"), 401, "unauthenticated");
        Problem.expect(given().contentType("application/json").post("/api/auth/refresh"), 401, "unauthenticated");
        Problem.expect(Guest.refresh("nonsense"), 401, "unauthenticated");
        Problem.expect(Guest.refresh("A".repeat(86)), 401, "unauthenticated");
        Problem.expect(
                given().contentType("application/json")
                        .body("{\"refreshToken\"")
                        .post("/api/auth/refresh"),
                400,
                "bad_request");
    }

    @Test
    void aSessionSlidesWithEachRefreshAndEndsWithoutThem() {
        Guest.SignedIn first = Guest.registered();

        clock.set(Duration.ofDays(29));
        Guest.SignedIn second = Guest.SignedIn.of(Guest.refresh(first.refreshToken()));
        clock.set(Duration.ofDays(58));
        Guest.SignedIn third = Guest.SignedIn.of(Guest.refresh(second.refreshToken()));
        clock.set(Duration.ofDays(58 + 31));

        Problem.expect(Guest.refresh(third.refreshToken()), 401, "session_revoked");
    }
}
