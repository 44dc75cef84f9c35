package dev.parley.gateway.session;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which web pages may open sockets. */
@ConfigMapping(prefix = "parley.gateway")
public interface OriginConfig {
    /**
     * Origins ({@code https://chat.example.org}) whose pages may open a socket, comma-separated. Default: only pages of the host
     * that the request itself names. A request without {@code Origin} comes from no browser and is always let through to the
     * check of its token.
     */
    Optional<List<String>> origins();
}
