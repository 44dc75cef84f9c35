package dev.parley.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.auth.problem.Refusal;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class LimitsTest {
    @Inject
    Limits limits;

    @Test
    void anAddressThatGuessesClosesTheAccountToItselfAndToNobodyElse() {
        Guest owner = Guest.registered().again();
        Guest thief = new Guest(owner.username(), owner.password(), Guest.randomAddress());
        for (int attempt = 0; attempt < 10; attempt++) {
            Guest guess = thief.withPassword("guess " + attempt + "......");
            Problem.expect(guess.login(), 401, "bad_credentials");
        }

        Response refused = thief.login();

        Problem.expect(refused, 429, "rate_limited");
        assertThat(refused.jsonPath().getLong("retryAfter")).isBetween(290L, 300L);
        assertThat(refused.header("Retry-After")).isEqualTo(refused.jsonPath().getString("retryAfter"));
        owner.login().then().statusCode(200);
    }

    @Test
    void guessesFromManyAddressesCloseTheAccountToAllThatItDoesNotKnow() {
        Guest owner = Guest.registered().again();
        owner.login().then().statusCode(200);
        for (int attempt = 0; attempt < 50; attempt++) {
            limits.beforeAttempt(owner.username(), Guest.randomAddress());
        }

        Guest elsewhere = new Guest(owner.username(), owner.password(), Guest.randomAddress());

        Problem.expect(elsewhere.login(), 429, "rate_limited");
        owner.login().then().statusCode(200);
    }

    @Test
    void theRightPasswordTakesTheFailuresBack() {
        Guest owner = Guest.registered().again();
        for (int round = 0; round < 3; round++) {
            for (int attempt = 0; attempt < 8; attempt++) {
                Problem.expect(owner.withPassword("mistyped it").login(), 401, "bad_credentials");
            }
            owner.login().then().statusCode(200);
        }
    }

    @Test
    void anAddressThatTriesManyAccountsIsClosedToo() {
        Guest owner = Guest.registered().again();
        for (int attempt = 0; attempt < 100; attempt++) {
            limits.failedFrom(owner.address());
        }

        Problem.expect(owner.login(), 429, "rate_limited");

        Guest elsewhere = new Guest(owner.username(), owner.password(), Guest.randomAddress());
        elsewhere.login().then().statusCode(200);
    }

    @Test
    void anAddressRegistersManyButNotWithoutEnd() {
        Guest guest = Guest.unknown();
        for (int registration = 0; registration < 1_000; registration++) {
            assertThatCode(() -> limits.beforeRegistrationFrom(guest.address())).doesNotThrowAnyException();
        }

        assertThatThrownBy(() -> limits.beforeRegistrationFrom(guest.address())).isInstanceOf(Refusal.class);
        Problem.expect(guest.register(), 429, "rate_limited");
    }
}
