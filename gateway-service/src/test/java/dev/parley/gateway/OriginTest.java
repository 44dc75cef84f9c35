package dev.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.gateway.testing.Backstage;
import dev.parley.gateway.testing.BackstageResource;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One origin: what is passed on to whom, what is not, and how the web client's files are served. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class OriginTest {
    Engines engines;
    Tokens tokens;
    Backstage backstage;

    @Test
    void callsReachTheServiceThatOwnsThem() {
        given().get("/api/users/me?x=1").then().statusCode(200).body("uri", equalTo("/api/users/me?x=1"));
        given().body("{}").post("/api/auth/login").then().body("method", equalTo("POST"));
        given().get("/.well-known/jwks.json").then().statusCode(200);
        given().get("/api/conversations?limit=5").then().body("uri", equalTo("/api/conversations?limit=5"));
        given().get("/api/search?q=x").then().statusCode(200);
        given().body("{}")
                .post("/api/conversations/" + UUID.randomUUID() + "/messages")
                .then()
                .statusCode(200)
                .body("uri", containsString("/messages"));
    }

    @Test
    void credentialsPassAndClaimsOfTheClientDoNot() {
        given().header("Authorization", "Bearer abc")
                .header("Cookie", "refresh=1")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .header("Forwarded", "for=6.6.6.6")
                .header("Connection", "keep-alive, X-Hop")
                .get("/api/users/me")
                .then()
                .statusCode(200)
                .body("headers.authorization[0]", equalTo("Bearer abc"))
                .body("headers.cookie[0]", equalTo("refresh=1"))
                .body("headers.'x-forwarded-for'", equalTo(java.util.List.of("127.0.0.1")))
                .body("headers.'x-real-ip'", nullValue())
                .body("headers.forwarded", nullValue());
    }

    @Test
    void internalPathsNeverLeave() {
        problem(
                given().get("/internal/users/" + UUID.randomUUID() + "/conversations")
                        .then(),
                404,
                "not_found");
        problem(given().post("/internal/sends").then(), 404, "not_found");
        problem(given().get("/api/../internal/sends").then(), 404, "not_found");
        problem(
                given().urlEncodingEnabled(false)
                        .get("/api/users/%2e%2e/%2e%2e/internal/sends")
                        .then(),
                404,
                "not_found");
        problem(given().get("/api/nothing").then(), 404, "not_found");
        problem(given().accept("text/html").get("/q/metrics").then(), 404, "not_found");
    }

    @Test
    void iceServersAreForThoseWhoAreLoggedIn() {
        given().header("Authorization", "Bearer " + tokens.accessToken(UUID.randomUUID()))
                .get("/api/calls/ice")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("iceServers.size()", equalTo(0))
                .body("expiresIn", equalTo(7_200));
        problem(given().get("/api/calls/ice").then(), 401, "unauthenticated");
        problem(
                given().header("Authorization", "Bearer x")
                        .get("/api/calls/ice")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void aServiceThatIsDownIsAProblemDocument() {
        backstage.down("presence");
        try {
            problem(given().get("/api/presence?users=" + UUID.randomUUID()).then(), 503, "unavailable")
                    .header("Retry-After", equalTo("2"));
        } finally {
            backstage.up("presence");
        }
        given().get("/api/presence?users=" + UUID.randomUUID()).then().statusCode(200);
    }

    @Test
    void whatAServiceRefusesPassesAsItIs() {
        backstage.presenceDown = true;
        try {
            given().get("/api/presence?users=" + UUID.randomUUID())
                    .then()
                    .statusCode(503)
                    .contentType(containsString("application/json"));
        } finally {
            backstage.presenceDown = false;
        }
    }

    @Test
    void aBodyOfUnknownLengthHasTheSameBound() throws IOException, InterruptedException {
        byte[] large = new byte[1_100_000];
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/conversations"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        byte[] large = new byte[1_100_000];
        problem(given().body(large).post("/api/conversations").then(), 413, "too_large");
    }

    @Test
    void pagesAreServedForTheClientsOwnPaths() {
        for (String path : java.util.List.of("/", "/index.html", "/c/" + UUID.randomUUID(), "/login")) {
            given().accept("text/html,*/*")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-cache")
                    .header("Content-Type", containsString("text/html"))
                    .header("Content-Security-Policy", containsString("default-src 'self'"))
                    .header("Content-Security-Policy", not(containsString("unsafe-inline")))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", notNullValue())
                    .header("Permissions-Policy", containsString("camera=(self)"))
                    .header("Cross-Origin-Opener-Policy", "same-origin")
                    .header("Strict-Transport-Security", nullValue());
        }
        problem(given().accept("application/json").get("/c/nothing").then(), 404, "not_found");
        problem(given().accept("text/html").get("/assets/missing-1234.js").then(), 404, "not_found");
    }

    @Test
    void assetsAreKeptForEverAndCompressed() {
        given().header("Accept-Encoding", "gzip")
                .get("/assets/test-0123abcd.js")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Encoding", "gzip");
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo(code));
    }
}
