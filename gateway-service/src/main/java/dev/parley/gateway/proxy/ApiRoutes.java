package dev.parley.gateway.proxy;

import dev.parley.gateway.upstream.Owner;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which service owns a path of the public contract. What is not named here does not leave the gateway. */
final class ApiRoutes {
    private static final String CONVERSATIONS = "/api/conversations";

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

    private static boolean isUnder(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** {@code POST /api/conversations/{id}/messages}. */
    private static boolean isSend(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && SEND.matcher(path).matches();
    }
}
