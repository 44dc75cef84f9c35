package dev.parley.auth.login;

import dev.parley.auth.session.Grant;
import dev.parley.auth.session.Sessions;
import dev.parley.auth.token.AccessTokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * How refresh tokens travel: in an HttpOnly cookie that is sent to {@code /api/auth} only and never by other sites'
 * pages (SameSite=Strict, which is also what protects refresh and logout from forged requests), or in the body.
 */
@Singleton
class RefreshTokenCarrier {
    static final String COOKIE = "parley_refresh";
    static final String HEADER = "X-Refresh-Token";
    private static final String PATH = "/api/auth";

    private final CookieConfig config;
    private final Sessions sessions;
    private final AccessTokens tokens;

    RefreshTokenCarrier(CookieConfig config, Sessions sessions, AccessTokens tokens) {
        this.config = config;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** Whether the value of {@link #HEADER} asks for the body. */
    static boolean asksForBody(String header) {
        return "body".equalsIgnoreCase(header);
    }

    Response.ResponseBuilder answer(int status, Grant grant, boolean inBody) {
        String refreshToken = grant.token().text();
        SessionAnswer session = new SessionAnswer(
                grant.account().toUser(),
                tokens.issue(grant.account().id(), grant.session()),
                tokens.lifetime().toSeconds(),
                inBody ? refreshToken : null);
        Response.ResponseBuilder answer =
                Response.status(status).entity(session).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return inBody
                ? answer
                : answer.header(
                        HttpHeaders.SET_COOKIE,
                        cookie(refreshToken, sessions.lifetime().toSeconds()));
    }

    /** The header that makes a browser forget the token. */
    String cleared() {
        return cookie("", 0);
    }

    /** Written by hand: the framework's cookies say Version=1, on which Java's cookie jar falls back to a dead RFC. */
    private String cookie(String value, long maxAge) {
        return COOKIE + "=" + value + "; Path=" + PATH + "; Max-Age=" + maxAge + "; HttpOnly; SameSite=Strict"
                + (config.secure() ? "; Secure" : "");
    }
}
