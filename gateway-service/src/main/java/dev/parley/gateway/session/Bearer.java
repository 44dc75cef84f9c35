package dev.parley.gateway.session;

import java.util.Optional;

/** The scheme of access tokens in {@code Authorization}. */
public final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** The token of a header, or empty if it is of another scheme or null. */
    public static Optional<String> tokenOf(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
