package dev.parley.gateway.session;

import dev.parley.gateway.socket.Ticket;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Verifies access tokens outside of upgrades. Blocks its caller: a new signing key may have to be fetched. */
@Singleton
public final class AccessTokens {
    private final JWTParser parser;
    private final EndedSessions ended;

    AccessTokens(JWTParser parser, EndedSessions ended) {
        this.parser = parser;
        this.ended = ended;
    }

    /** Whose token it is, or empty if it does not hold or its session is known to have ended. */
    public Optional<Ticket> verify(String token) {
        try {
            return Tokens.ticket(parser.parse(token)).filter(ticket -> !ended.contains(ticket.session()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
