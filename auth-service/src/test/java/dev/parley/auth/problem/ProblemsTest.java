package dev.parley.auth.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class ProblemsTest {
    @Test
    void malformedBodiesAreRefused() {
        for (String body :
                List.of("", "{", "[]", "null", "7", "\"text\"", "{\"username\":{}}", "{\"username\":\"abc\"}")) {
            Problem.expect(
                    given().contentType("application/json").body(body).post("/api/auth/login"), 400, "bad_request");
            Problem.expect(
                    given().contentType("application/json").body(body).post("/api/auth/register"), 400, "bad_request");
        }
        Problem.expect(given().contentType("application/json").post("/api/auth/login"), 400, "bad_request");
    }

    @Test
    void otherMediaTypesMethodsAndPathsAreRefused() {
        Problem.expect(given().contentType("text/plain").body("x").post("/api/auth/login"), 415, "bad_request");
        Problem.expect(given().get("/api/auth/login"), 405, "bad_request");
        Problem.expect(given().delete("/.well-known/jwks.json"), 405, "bad_request");
        Problem.expect(given().get("/api/auth/nothing"), 404, "not_found");
        Problem.expect(given().get("/nothing"), 404, "not_found");
        Problem.expect(given().get("/"), 404, "not_found");
    }

    @Test
    void largeBodiesAreRefused() {
        Guest guest = Guest.unknown();

        Response refused = guest.json()
                .body(Map.of("username", guest.username(), "password", "x".repeat(400_000)))
                .post("/api/auth/login");

        Problem.expect(refused, 413, "too_large");
    }

    @Test
    void charactersThatPostgresDoesNotTakeAreRefused() {
        Guest guest = Guest.unknown();
        String nul = "{\"username\":\"abc\\u0000\",\"password\":\"long enough\",\"displayName\":\"x\"}";
        String half =
                "{\"username\":\"" + guest.username() + "\",\"password\":\"long enough\",\"displayName\":\"\\ud83d\"}";

        Problem.expect(guest.json().body(nul).post("/api/auth/register"), 400, "bad_request");
        Problem.expect(guest.json().body(half).post("/api/auth/register"), 400, "bad_request");
        Problem.expect(guest.json().body(nul).post("/api/auth/login"), 401, "bad_credentials");
    }

    @Test
    void answersWithTokensAreNotCached() {
        assertThat(Guest.unknown().register().header("Cache-Control")).isEqualTo("no-store");
    }
}
