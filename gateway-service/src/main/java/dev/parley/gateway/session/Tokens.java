package dev.parley.gateway.session;

import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.id.UserId;
import dev.parley.gateway.socket.Ticket;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads what the gateway needs from a token that has been verified. */
final class Tokens {
    static final String SESSION_CLAIM = "sid";

    private Tokens() {}

    /** The ticket, or empty if the token is valid but not one of a user's session. */
    static Optional<Ticket> ticket(JsonWebToken token) {
        Object session = token.getClaim(SESSION_CLAIM);
        if (token.getSubject() == null || session == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ticket(
                    UserId.of(token.getSubject()),
                    CanonicalUuid.parse(session.toString()),
                    Instant.ofEpochSecond(token.getExpirationTime())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
