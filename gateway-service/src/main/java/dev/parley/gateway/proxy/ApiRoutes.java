package dev.parley.gateway.proxy;

import dev.parley.gateway.limits.RestCost;
import dev.parley.gateway.upstream.Owner;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which service owns a path of the public contract, and what calls of it cost. What is not named here does not leave the
 * gateway.
 */
final class ApiRoutes {
    private static final String CONVERSATIONS = "/api/conversations";

    private static final Pattern MEMBERS = Pattern.compile(CONVERSATIONS + "/[^/]+/members(/.*)?");
    private static final Pattern SEND = Pattern.compile(CONVERSATIONS + "/[^/]+/messages");

    private ApiRoutes() {}

    static Optional<Owner> ownerOf(HttpMethod method, String path) {
        if (isUnder(path, "/api/auth") || isUnder(path, "/api/users") || path.equals("/.well-known/jwks.json")) {
            return Optional.of(Owner.AUTH);
        }
        if (isUnder(path, CONVERSATIONS)) {
            return Optional.of(isSend(method, path) ? Owner.MESSAGE : Owner.PERSISTENCE);
        }
        if (path.equals("/api/search")) {
            return Optional.of(Owner.PERSISTENCE);
        }
        return path.equals("/api/presence") ? Optional.of(Owner.PRESENCE) : Optional.empty();
    }

    /** What a call that has an owner costs. */
    static RestCost costOf(HttpMethod method, String path) {
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (isUnder(path, "/api/auth")) {
            return RestCost.ACCOUNT;
        }
        if (path.equals("/api/search")) {
            return RestCost.SEARCH;
        }
        if (path.equals(CONVERSATIONS)) {
            return reads ? RestCost.LIST : RestCost.MEMBERSHIP;
        }
        if (reads) {
            return RestCost.READ;
        }
        return MEMBERS.matcher(path).matches() ? RestCost.MEMBERSHIP : RestCost.WRITE;
    }

    private static boolean isUnder(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** {@code POST /api/conversations/{id}/messages}. */
    private static boolean isSend(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && SEND.matcher(path).matches();
    }
}
