package dev.parley.gateway.session;

import dev.parley.gateway.limits.Limits;
import dev.parley.gateway.socket.Sockets;
import dev.parley.gateway.socket.Ticket;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Lets a request become a socket: the node takes sockets, the page may open one, the token holds, its session has not
 * ended, and its user has not too many sockets already.
 * On the request's event loop; the token is verified off it.
 */
@Singleton
public final class UpgradeCheck implements HttpUpgradeCheck {
    /** Where the socket finds who it belongs to. */
    public static final TypedKey<Ticket> TICKET = new TypedKey<>("parley.ticket");

    /** Where the socket finds its TCP connection, to drop it when the client does not even read. */
    public static final TypedKey<HttpConnection> CONNECTION = new TypedKey<>("parley.connection");

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final Doors doors;
    private final Origins origins;
    private final EndedSessions ended;
    private final Sockets sockets;
    private final Limits limits;

    UpgradeCheck(Doors doors, Origins origins, EndedSessions ended, Sockets sockets, Limits limits) {
        this.doors = doors;
        this.origins = origins;
        this.ended = ended;
        this.sockets = sockets;
        this.limits = limits;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        if (!doors.isOpen()) {
            return CheckResult.rejectUpgrade(UNAVAILABLE);
        }
        if (!origins.allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        // A token that does not hold fails here, and Quarkus answers 401 by itself.
        return context.securityIdentity().map(identity -> admit(context, identity));
    }

    private CheckResult admit(HttpUpgradeContext context, SecurityIdentity identity) {
        Optional<Ticket> ticket =
                identity != null && !identity.isAnonymous() && identity.getPrincipal() instanceof JsonWebToken token
                        ? Tokens.ticket(token)
                        : Optional.empty();
        if (ticket.isEmpty() || ended.contains(ticket.get().session())) {
            return CheckResult.rejectUpgradeSync(UNAUTHORIZED);
        }
        if (sockets.countOf(ticket.get().user()) >= limits.socketsPerUser()) {
            return CheckResult.rejectUpgradeSync(TOO_MANY);
        }
        context.userData().put(TICKET, ticket.get());
        context.userData().put(CONNECTION, context.httpRequest().connection());
        return CheckResult.permitUpgradeSync();
    }
}
