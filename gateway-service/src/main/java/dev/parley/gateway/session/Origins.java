package dev.parley.gateway.session;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a page of this origin may open a socket. Browsers send cookies and name the page's origin but do not apply CORS to
 * WebSockets, so this is ours to check.
 */
@Singleton
public final class Origins {
    private final Set<String> allowed;

    Origins(OriginConfig config) {
        this.allowed = config.origins().stream()
                .flatMap(origins -> origins.stream())
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Decides.
     *
     * @param origin the request's {@code Origin}, or null
     * @param host the request's {@code Host}, or null
     */
    boolean allows(String origin, String host) {
        if (origin == null) {
            return true;
        }
        if (!allowed.isEmpty()) {
            return allowed.contains(origin.toLowerCase(Locale.ROOT));
        }
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
