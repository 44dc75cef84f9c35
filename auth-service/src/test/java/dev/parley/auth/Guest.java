package dev.parley.auth;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody with a user name and a password of his own, behind an address of his own, who calls the service. */
public record Guest(String username, String password, String address) {
    /** The cookie of the contract's refresh token. */
    public static final String COOKIE = "parley_refresh";

    /** Nobody has met him before. */
    public static Guest unknown() {
        String name = "g" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        return new Guest(name, "correct horse " + name, randomAddress());
    }

    /** He has an account, and is signed in. */
    public static SignedIn registered() {
        return SignedIn.of(unknown().register().then().statusCode(201).extract().response());
    }

    public static String randomAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(1, 255);
    }

    public Guest withPassword(String other) {
        return new Guest(username, other, address);
    }

    public Response register() {
        return inBody().body(Map.of("username", username, "password", password, "displayName", "Guest " + username))
                .post("/api/auth/register");
    }

    public Response login() {
        return inBody().body(Map.of("username", username, "password", password)).post("/api/auth/login");
    }

    /** A request of a client with a cookie jar. */
    public RequestSpecification json() {
        return given().header("X-Forwarded-For", address).contentType("application/json");
    }

    /** A request of a client that wants refresh tokens in the body. */
    public RequestSpecification inBody() {
        return json().header("X-Refresh-Token", "body");
    }

    /** Spends a refresh token, carried in the body. */
    public static Response refresh(String refreshToken) {
        return given().contentType("application/json")
                .header("X-Refresh-Token", "body")
                .body(Map.of("refreshToken", refreshToken))
                .post("/api/auth/refresh");
    }

    /** What he was given when he signed in. */
    public record SignedIn(UUID user, String username, String accessToken, String refreshToken) {
        public static SignedIn of(Response response) {
            var json = response.jsonPath();
            return new SignedIn(
                    UUID.fromString(json.getString("user.id")),
                    json.getString("user.username"),
                    json.getString("accessToken"),
                    json.getString("refreshToken"));
        }

        /** A request with his access token. */
        public RequestSpecification call() {
            return given().auth().oauth2(accessToken).contentType("application/json");
        }

        /** The same person, by his password. */
        public Guest again() {
            return new Guest(username, "correct horse " + username, randomAddress());
        }
    }
}
