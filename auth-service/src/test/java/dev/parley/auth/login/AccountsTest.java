package dev.parley.auth.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.UserId;
import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.auth.account.Accounts;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class AccountsTest {
    /** Of "password", at a cost that is not the one of these tests. */
    private static final String FORMER =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Inject
    Accounts accounts;

    @Test
    void registeringSignsIn() {
        Guest guest = Guest.unknown();

        var json = guest.register().then().statusCode(201).extract().jsonPath();

        assertThat(json.getString("user.username")).isEqualTo(guest.username());
        assertThat(json.getString("user.displayName")).isEqualTo("Guest " + guest.username());
        assertThat(json.<Object>get("user.avatar")).isNull();
        assertThat(json.getInt("expiresIn")).isEqualTo(600);
        assertThat(json.getMap("")).doesNotContainKey("passwordHash");
    }

    @Test
    void aTokenInTheBodyIsNotInACookieToo() {
        var answer = Guest.unknown().register();

        assertThat(answer.jsonPath().getString("refreshToken")).isNotBlank();
        assertThat(answer.cookies()).isEmpty();
    }

    @Test
    void aHashMadeAtAnotherCostIsRenewedAtLogin() {
        Guest.SignedIn signedIn = Guest.registered();
        Guest guest = signedIn.again().withPassword("password");
        UserId user = new UserId(signedIn.user());
        accounts.replaceHash(user, hashOf(user), FORMER);

        guest.login().then().statusCode(200);

        assertThat(hashOf(user)).contains("m=1024,t=1,p=1");
        guest.login().then().statusCode(200);
    }

    @Test
    void theAccessTokenIsTheContractsOne() {
        Guest.SignedIn signedIn = Guest.registered();

        String[] parts = signedIn.accessToken().split("\\.", -1);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

        assertThat(header).contains("\"alg\":\"ES256\"", "\"kid\":");
        assertThat(claims)
                .contains(
                        "\"iss\":\"parley\"",
                        "\"sub\":\"" + signedIn.user() + "\"",
                        "\"sid\":",
                        "\"groups\":[\"user\"]");
    }

    @Test
    void aNameIsTakenInAnyCase() {
        Guest guest = Guest.unknown();
        guest.register().then().statusCode(201);

        Guest shouting = new Guest(guest.username().toUpperCase(Locale.ROOT), guest.password(), guest.address());

        Problem.expect(shouting.register(), 409, "username_taken");
    }

    @Test
    void theRuleThatIsBrokenIsNamed() {
        Guest guest = Guest.unknown();

        assertThat(Problem.expect(guest.withPassword("short").register(), 400, "bad_request"))
                .startsWith("password");
        assertThat(Problem.expect(new Guest("a b", guest.password(), guest.address()).register(), 400, "bad_request"))
                .startsWith("username");
        assertThat(Problem.expect(
                        guest.json()
                                .body(Map.of("username", guest.username(), "password", guest.password()))
                                .post("/api/auth/register"),
                        400,
                        "bad_request"))
                .startsWith("displayName");
    }

    @Test
    void loginTakesTheNameInAnyCase() {
        Guest.SignedIn signedIn = Guest.registered();
        Guest again = signedIn.again();

        Guest shouting = new Guest(again.username().toUpperCase(Locale.ROOT), again.password(), again.address());

        assertThat(shouting.login().then().statusCode(200).extract().jsonPath().getString("user.id"))
                .isEqualTo(signedIn.user().toString());
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldTheSame() {
        Guest known = Guest.registered().again();

        String wrong = Problem.expect(known.withPassword("not the password").login(), 401, "bad_credentials");
        String unknown = Problem.expect(Guest.unknown().login(), 401, "bad_credentials");
        String impossible = Problem.expect(
                new Guest("no such name!", "whatever it is", known.address()).login(), 401, "bad_credentials");

        assertThat(wrong).isEqualTo(unknown).isEqualTo(impossible);
    }

    @Test
    void callsWithoutATokenAreRefused() {
        Problem.expect(given().get("/api/users/me"), 401, "unauthenticated");
        Problem.expect(given().get("/api/auth/sessions"), 401, "unauthenticated");
        Problem.expect(given().post("/api/auth/logout"), 401, "unauthenticated");
        Problem.expect(
                given().contentType("application/json").body("{}").post("/api/auth/password"), 401, "unauthenticated");
    }

    private String hashOf(UserId user) {
        return accounts.byId(user).orElseThrow().passwordHash();
    }
}
