package dev.parley.auth.session;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.auth.problem.Refusal;
import dev.parley.auth.token.AccessTokens;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses access tokens of ended sessions, although they have not expired. Blocks, on a worker thread. */
@ApplicationScoped
class SessionCheck implements SecurityIdentityAugmentor {
    private final SessionTable table;
    private final SessionCache cache;
    private final Clock clock;

    SessionCheck(SessionTable table, SessionCache cache, Clock clock) {
        this.table = table;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return context.runBlocking(() -> {
            requireLive(identity);
            return identity;
        });
    }

    private void requireLive(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token) || !isLive(sessionOf(token))) {
            throw new AuthenticationFailedException(
                    Refusal.of(ErrorCode.SESSION_REVOKED, "This session has ended; sign in again."));
        }
    }

    private boolean isLive(UUID session) {
        return cache.isLive(session).orElseGet(() -> {
            boolean live = table.byId(session)
                    .filter(row -> row.isLive(clock.instant()))
                    .isPresent();
            if (live) {
                cache.lives(session);
            }
            return live;
        });
    }

    private static UUID sessionOf(JsonWebToken token) {
        return CanonicalUuid.parse(token.getClaim(AccessTokens.SESSION_CLAIM));
    }
}
