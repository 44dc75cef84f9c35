package dev.parley.auth.token;

import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.id.UserId;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes this request, and in which session; only where a token is required. */
@RequestScoped
public class Caller {
    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    public UserId user() {
        return UserId.of(token.getSubject());
    }

    public UUID session() {
        return CanonicalUuid.parse(token.getClaim(AccessTokens.SESSION_CLAIM));
    }
}
