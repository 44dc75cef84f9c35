package dev.parley.auth.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.UserId;
import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.account.DisplayName;
import dev.parley.auth.account.User;
import dev.parley.testkit.EnginesResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class FarewellTest {
    private static final String WAITERS =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    @Inject
    Accounts accounts;

    @Inject
    EntityManager entities;

    @Inject
    RedisDataSource redis;

    @Test
    void deletingTheAccountEndsEverySession() {
        Guest.SignedIn here = Guest.registered();
        Guest.SignedIn there = Guest.SignedIn.of(here.again().login());
        List<String> sessions = here.call().get("/api/auth/sessions").jsonPath().getList("id");

        Response deleted = delete(here, here.again().password());

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.detailedCookie(Guest.COOKIE).getMaxAge()).isZero();
        for (Guest.SignedIn one : List.of(here, there)) {
            Problem.expect(one.call().get("/api/users/me"), 401, "session_revoked");
            Problem.expect(Guest.refresh(one.refreshToken()), 401, "session_revoked");
            Problem.expect(delete(one, here.again().password()), 401, "session_revoked");
        }
        assertThat(redis.execute("XRANGE", Channels.ENDED_SESSIONS, "-", "+").toString())
                .contains(sessions);
    }

    @Test
    void nothingOfThePersonIsLeftButAnId() {
        Guest.SignedIn guest = Guest.registered();
        guest.call()
                .body(Map.of("displayName", "Zoë", "avatar", "https://example.org/zoe.png"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        delete(guest, guest.again().password()).then().statusCode(204);

        assertThat(stored("select to_jsonb(a)::text from account a where id = :id", guest))
                .contains("\"deleted_at\"")
                .doesNotContainIgnoringCase("zo", guest.username(), "argon2id");
        assertThat(stored("select string_agg(device, ',') from session where account_id = :id", guest))
                .isEqualTo("null");
    }

    @Test
    void thoseWhoRememberHimAreToldThatHeIsGone() {
        Guest.SignedIn friend = Guest.registered();
        Guest.SignedIn guest = Guest.registered();
        delete(guest, guest.again().password()).then().statusCode(204);

        var one = friend.call().get("/api/users/" + guest.user()).jsonPath();
        var both = friend.call()
                .get("/api/users?ids=" + guest.user() + "," + friend.user())
                .jsonPath();

        assertThat(one.getBoolean("deleted")).isTrue();
        assertThat(one.getString("username")).isEmpty();
        assertThat(one.getString("displayName")).isEqualTo("Deleted account");
        assertThat(both.getList("id", UUID.class)).containsExactlyInAnyOrder(friend.user(), guest.user());
        assertThat(both.getMap("find { it.id == '" + friend.user() + "' }")).doesNotContainKey("deleted");
        for (String query : List.of(guest.username(), "Guest " + guest.username(), "Deleted account")) {
            assertThat(friend.call()
                            .queryParam("query", query)
                            .get("/api/users")
                            .jsonPath()
                            .getList("id", UUID.class))
                    .doesNotContain(guest.user());
        }
    }

    @Test
    void hisNameIsLikeOneThatNobodyEverHad() {
        Guest.SignedIn guest = Guest.registered();
        delete(guest, guest.again().password()).then().statusCode(204);

        assertThat(Problem.expect(guest.again().login(), 401, "bad_credentials"))
                .isEqualTo(Problem.expect(Guest.unknown().login(), 401, "bad_credentials"));

        Guest.SignedIn next = Guest.SignedIn.of(
                guest.again().register().then().statusCode(201).extract().response());
        assertThat(next.user()).isNotEqualTo(guest.user());
        Problem.expect(guest.call().get("/api/users/me"), 401, "session_revoked");
        assertThat(Guest.SignedIn.of(guest.again().login()).user()).isEqualTo(next.user());
    }

    @Test
    void onlyWhoKnowsThePasswordDeletes() {
        Guest.SignedIn guest = Guest.registered();

        Problem.expect(delete(guest, "a wrong one"), 401, "bad_credentials");
        Problem.expect(guest.call().body("{}").post("/api/auth/account/delete"), 400, "bad_request");
        Problem.expect(
                given().contentType("application/json").body("{}").post("/api/auth/account/delete"),
                401,
                "unauthenticated");

        guest.call().get("/api/users/me").then().statusCode(200);
        guest.again().login().then().statusCode(200);
    }

    @Test
    void guessingIsLimitedAsAtTheLogin() {
        Guest.SignedIn guest = Guest.registered();
        String address = Guest.randomAddress();
        for (int guess = 0; guess < 10; guess++) {
            Problem.expect(delete(guest, "a wrong one", address), 401, "bad_credentials");
        }

        Problem.expect(delete(guest, guest.again().password(), address), 429, "rate_limited");

        guest.call().get("/api/users/me").then().statusCode(200);
    }

    @Test
    void noSessionOutlivesTheAccountHoweverLoginsRaceWithIt() throws Exception {
        Guest.SignedIn guest = Guest.registered();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                clients.execute(() -> guest.again().login());
            }
            for (int i = 0; i < 4; i++) {
                clients.execute(() -> delete(guest, guest.again().password()));
            }
        }

        assertThat(stored("select count(*) from session where account_id = :id and ended_at is null", guest))
                .isEqualTo("0");
        assertThat(accounts.livingById(new UserId(guest.user()))).isEmpty();
    }

    @Test
    void aProfileChangedAtTheSameMomentDoesNotBringHimBack() throws Exception {
        UserId user = new UserId(Guest.registered().user());
        String hash = accounts.byId(user).orElseThrow().passwordHash();
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<User>> late = QuarkusTransaction.requiringNew().call(() -> {
                assertThat(accounts.erase(user, hash)).isTrue();
                Future<Optional<User>> change =
                        other.submit(() -> accounts.change(user, DisplayName.chosen("Back again"), Optional.empty()));
                await().atMost(Duration.ofSeconds(30)).until(() -> waiters() > 0);
                return change;
            });

            assertThat(late.get()).isEmpty();
        }
        assertThat(accounts.livingById(user)).isEmpty();
    }

    private static Response delete(Guest.SignedIn guest, String password) {
        return delete(guest, password, Guest.randomAddress());
    }

    private static Response delete(Guest.SignedIn guest, String password, String address) {
        return guest.call()
                .header("X-Forwarded-For", address)
                .body(Map.of("password", password))
                .post("/api/auth/account/delete");
    }

    private String stored(String query, Guest.SignedIn guest) {
        return String.valueOf(QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(query)
                        .setParameter("id", guest.user())
                        .getSingleResult()));
    }

    private long waiters() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(WAITERS).getSingleResult()).longValue());
    }
}
