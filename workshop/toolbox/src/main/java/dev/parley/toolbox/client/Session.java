package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;

/** What a login answers with. {@code refreshToken}: null if it went into a cookie. */
public record Session(UUID user, String username, String accessToken, Duration expiresIn, String refreshToken) {
    static Session of(JsonNode json) {
        JsonNode user = json.path("user");
        return new Session(
                Json.uuid(user, "id"),
                Json.text(user, "username"),
                Json.text(json, "accessToken"),
                Duration.ofSeconds(json.path("expiresIn").asLong()),
                Json.text(json, "refreshToken"));
    }
}
