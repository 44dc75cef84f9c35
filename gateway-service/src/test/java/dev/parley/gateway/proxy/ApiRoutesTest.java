package dev.parley.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.upstream.Owner;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRoutesTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /api/auth/login, AUTH",
        "GET, /api/users, AUTH",
        "GET, /api/users/me, AUTH",
        "GET, /.well-known/jwks.json, AUTH",
        "GET, /api/conversations, PERSISTENCE",
        "GET, /api/conversations/1/events, PERSISTENCE",
        "POST, /api/conversations/1/members, PERSISTENCE",
        "POST, /api/conversations/1/messages, MESSAGE",
        "GET, /api/conversations/1/messages, PERSISTENCE",
        "POST, /api/conversations/1/2/messages, PERSISTENCE",
        "POST, /api/conversations/messages, PERSISTENCE",
        "GET, /api/search, PERSISTENCE",
        "GET, /api/presence, PRESENCE",
    })
    void aPathHasOneOwner(String method, String path, Owner owner) {
        assertThat(ApiRoutes.ownerOf(HttpMethod.valueOf(method), path)).contains(owner);
    }

    @Test
    void otherPathsHaveNone() {
        for (String path : new String[] {"/api", "/api/", "/api/usersx", "/internal/sends", "/api/internal/sends"}) {
            assertThat(ApiRoutes.ownerOf(HttpMethod.GET, path)).isEmpty();
        }
    }
}
