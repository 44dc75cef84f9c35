package dev.parley.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.limits.RestCost;
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

    @ParameterizedTest
    @CsvSource({
        "POST, /api/auth/login, ACCOUNT",
        "GET, /api/conversations, LIST",
        "POST, /api/conversations, MEMBERSHIP",
        "GET, /api/conversations/1/events, READ",
        "POST, /api/conversations/1/members, MEMBERSHIP",
        "PUT, /api/conversations/1/members/2/role, MEMBERSHIP",
        "PATCH, /api/conversations/1, WRITE",
        "PUT, /api/conversations/1/calls/2, WRITE",
        "POST, /api/conversations/1/messages, WRITE",
        "GET, /api/search, SEARCH",
        "GET, /api/users/1/avatar, READ",
        "PUT, /api/users/me/avatar, WRITE",
        "GET, /api/presence, READ",
    })
    void aCallHasACost(String method, String path, RestCost cost) {
        assertThat(ApiRoutes.costOf(HttpMethod.valueOf(method), path)).isEqualTo(cost);
    }

    @Test
    void otherPathsHaveNone() {
        for (String path : new String[] {"/api", "/api/", "/api/usersx", "/internal/sends", "/api/internal/sends"}) {
            assertThat(ApiRoutes.ownerOf(HttpMethod.GET, path)).isEmpty();
        }
    }
}
