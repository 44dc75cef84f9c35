package dev.parley.gateway.session;

import dev.parley.api.error.ErrorCode;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.Ticket;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * A fresh access token on the open socket: verified as at the upgrade, and for the same user and session, it moves the socket's
 * end. Any other is {@code forbidden} and changes nothing; the socket then ends when the token it has does. Verifies on a
 * virtual thread, since a new signing key may have to be fetched.
 */
@Singleton
public final class Renewal {
    private final AccessTokens tokens;
    private final Threads threads;

    Renewal(AccessTokens tokens, Threads threads) {
        this.tokens = tokens;
        this.threads = threads;
    }

    /** Takes the token, soon. */
    public void renew(ClientSocket socket, ClientFrame.Token frame) {
        threads.run(() -> {
            Optional<Ticket> ticket = tokens.verify(frame.accessToken());
            if (ticket.isPresent() && belongs(ticket.get(), socket)) {
                socket.expires(ticket.get().expires());
            } else {
                socket.refuse(ErrorCode.FORBIDDEN, "not a valid token of this socket's session");
            }
        });
    }

    private static boolean belongs(Ticket ticket, ClientSocket socket) {
        return ticket.user().equals(socket.user()) && ticket.session().equals(socket.session());
    }
}
