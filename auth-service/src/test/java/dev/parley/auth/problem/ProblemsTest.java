package dev.parley.auth.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/auth/register",
                "POST /api/auth/login",
                "POST /api/auth/password",
                "POST /api/auth/account/delete",
                "PATCH /api/users/me",
            })
    void bodiesOfOtherMediaTypesAreRefusedWhereverOneIsTaken(String route) throws Exception {
        String token = Guest.registered().accessToken();
        for (String type : List.of("text/plain", "application/xml", "application/octet-stream")) {
            HttpResponse<String> answer = send(route, token, type);
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(answer.headers().firstValue("Content-Type")).as(type).hasValue("application/problem+json");
        }
        for (String type : List.of("nonsense", "a/b/c", ";", "application/json; charset=nonsense")) {
            HttpResponse<String> answer = send(route, token, type);
            assertThat(answer.statusCode()).as(type).isBetween(400, 415);
            assertThat(answer.headers().firstValue("Content-Type")).as(type).hasValue("application/problem+json");
        }
    }

    /** By a client that sends whatever media type it is given. */
    private static HttpResponse<String> send(String route, String token, String type) throws Exception {
        String[] parts = route.split(" ", 2);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + parts[1]))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(parts[0], HttpRequest.BodyPublishers.ofString("a text"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
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
