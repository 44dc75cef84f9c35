package dev.parley.persistence.web;

import dev.parley.api.id.UserId;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The user whose access token came with the request. */
@RequestScoped
public class Caller {
    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /** His id. A token of ours has one; anything else that was signed is not an access token. */
    public UserId id() {
        try {
            return UserId.of(token.getSubject());
        } catch (IllegalArgumentException malformed) {
            throw Refusal.unauthenticated();
        }
    }
}
