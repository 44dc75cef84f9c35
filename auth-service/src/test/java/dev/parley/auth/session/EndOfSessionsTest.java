package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.id.UserId;
import dev.parley.auth.AdjustableClock;
import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.testkit.EnginesResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class EndOfSessionsTest {
    @Inject
    RedisDataSource redis;

    @Inject
    ObjectMapper json;

    @Inject
    AdjustableClock clock;

    @Inject
    Forgetting forgetting;

    @Inject
    SessionTable table;

    @AfterEach
    void today() {
        clock.set(Duration.ZERO);
    }

    @Test
    void logoutEndsTheSessionAtOnceAndTellsTheGateways() {
        Guest.SignedIn guest = Guest.registered();
        UUID session = sessionsOf(guest).getFirst();
        Collection<UUID> told = listen(guest);

        Response logout = guest.call().post("/api/auth/logout");

        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(logout.detailedCookie(Guest.COOKIE).getMaxAge()).isZero();
        Problem.expect(guest.call().get("/api/users/me"), 401, "session_revoked");
        Problem.expect(guest.call().post("/api/auth/logout"), 401, "session_revoked");
        Problem.expect(Guest.refresh(guest.refreshToken()), 401, "session_revoked");
        await().untilAsserted(() -> assertThat(told).containsExactly(session));
        assertThat(redis.execute("XRANGE", Channels.ENDED_SESSIONS, "-", "+").toString())
                .contains(session.toString());
    }

    @Test
    void logoutWorksByCookieWhenTheAccessTokenHasExpired() {
        Guest.SignedIn guest = Guest.registered();
        clock.set(Duration.ofMinutes(11));
        Problem.expect(guest.call().get("/api/users/me"), 401, "unauthenticated");

        guest.call()
                .cookie(Guest.COOKIE, guest.refreshToken())
                .post("/api/auth/logout")
                .then()
                .statusCode(204);

        Problem.expect(Guest.refresh(guest.refreshToken()), 401, "session_revoked");
    }

    @Test
    void devicesAreListedAndEndedOneByOne() {
        Guest.SignedIn phone = Guest.registered();
        Guest.SignedIn laptop = Guest.SignedIn.of(phone.again().login());
        Collection<UUID> told = listen(phone);
        var listed = phone.call().get("/api/auth/sessions").jsonPath();
        assertThat(listed.getList("current", Boolean.class)).containsExactlyInAnyOrder(true, false);
        assertThat(listed.getString("[0].createdAt")).matches("\\d{4}-.*\\.\\d{3}Z");
        UUID other = UUID.fromString(listed.getString("find { !it.current }.id"));

        phone.call().delete("/api/auth/sessions/" + other).then().statusCode(204);

        Problem.expect(laptop.call().get("/api/users/me"), 401, "session_revoked");
        phone.call().get("/api/users/me").then().statusCode(200);
        assertThat(sessionsOf(phone)).hasSize(1).doesNotContain(other);
        Problem.expect(phone.call().delete("/api/auth/sessions/" + other), 404, "not_found");
        await().untilAsserted(() -> assertThat(told).containsExactly(other));
    }

    @Test
    void nobodyEndsTheSessionsOfOthers() {
        Guest.SignedIn victim = Guest.registered();
        Guest.SignedIn other = Guest.registered();

        Problem.expect(
                other.call().delete("/api/auth/sessions/" + sessionsOf(victim).getFirst()), 404, "not_found");

        victim.call().get("/api/users/me").then().statusCode(200);
        Problem.expect(other.call().delete("/api/auth/sessions/nonsense"), 400, "bad_request");
    }

    @Test
    void aNewPasswordEndsEveryOtherSession() {
        Guest.SignedIn here = Guest.registered();
        Guest.SignedIn there = Guest.SignedIn.of(here.again().login());
        Collection<UUID> told = listen(here);
        Map<String, String> change = Map.of("current", here.again().password(), "next", "another password");

        here.call().body(change).post("/api/auth/password").then().statusCode(204);

        here.call().get("/api/users/me").then().statusCode(200);
        Guest.refresh(here.refreshToken()).then().statusCode(200);
        Problem.expect(there.call().get("/api/users/me"), 401, "session_revoked");
        Problem.expect(Guest.refresh(there.refreshToken()), 401, "session_revoked");
        Problem.expect(here.again().login(), 401, "bad_credentials");
        here.again().withPassword("another password").login().then().statusCode(200);
        await().untilAsserted(() -> assertThat(told).hasSize(1));
    }

    @Test
    void thePasswordIsChangedOnlyByWhoKnowsIt() {
        Guest.SignedIn guest = Guest.registered();

        Problem.expect(
                guest.call()
                        .body(Map.of("current", "a wrong one", "next", "another password"))
                        .post("/api/auth/password"),
                401,
                "bad_credentials");
        Problem.expect(
                guest.call()
                        .body(Map.of("current", guest.again().password(), "next", "short"))
                        .post("/api/auth/password"),
                400,
                "bad_request");

        guest.again().login().then().statusCode(200);
    }

    @Test
    void anAccountWithTooManySessionsLosesTheIdleOnes() {
        Guest.SignedIn first = Guest.registered();
        Guest again = first.again();
        for (int login = 0; login < 100; login++) {
            again.login().then().statusCode(200);
        }

        Problem.expect(first.call().get("/api/users/me"), 401, "session_revoked");
        assertThat(sessionsOf(Guest.SignedIn.of(again.login()))).hasSize(100);
    }

    @Test
    void endedSessionsAreForgottenInTheEnd() {
        Guest.SignedIn guest = Guest.registered();
        UUID session = sessionsOf(guest).getFirst();
        guest.call().post("/api/auth/logout").then().statusCode(204);

        clock.set(Duration.ofDays(31));
        forgetting.forget();

        assertThat(table.byId(session)).isEmpty();
    }

    private List<UUID> sessionsOf(Guest.SignedIn guest) {
        return guest.call().get("/api/auth/sessions").jsonPath().getList("id", UUID.class);
    }

    /** The sessions that gateways are told have ended; some may be told twice. */
    private Collection<UUID> listen(Guest.SignedIn guest) {
        Collection<UUID> ended = ConcurrentHashMap.newKeySet();
        redis.pubsub(String.class).subscribe(Channels.user(new UserId(guest.user())), notice -> {
            try {
                if (json.readValue(notice, UserNotice.class) instanceof UserNotice.SessionsEnded news) {
                    ended.addAll(news.sessions());
                }
            } catch (JsonProcessingException malformed) {
                throw new IllegalStateException(malformed);
            }
        });
        return ended;
    }
}
