package dev.parley.auth.session;

import dev.parley.api.error.ErrorCode;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Spends refresh tokens; blocks. Of several requests with one token exactly one gets the next one. The others presented a
 * spent token, and that ends the session for all of them: who came first cannot be told from who stole it.
 */
@ApplicationScoped
public class Refreshing {
    private final SessionTable table;
    private final Sessions sessions;
    private final Accounts accounts;
    private final SecureRandom random;
    private final Clock clock;
    private final MeterRegistry metrics;

    Refreshing(
            SessionTable table,
            Sessions sessions,
            Accounts accounts,
            SecureRandom random,
            Clock clock,
            MeterRegistry metrics) {
        this.table = table;
        this.sessions = sessions;
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Spends the token.
     *
     * @throws Refusal 401 {@code session_revoked} if it is spent or its session has ended, 401 {@code unauthenticated} if
     *     nobody ever got it from us
     */
    public Grant refresh(RefreshToken presented) {
        Instant now = clock.instant();
        RefreshToken next = presented.next(random);
        Optional<UUID> rotated = table.rotate(presented, next, now, now.plus(sessions.lifetime()));
        Session session = table.ofFamily(presented).orElseThrow(this::unknown);
        if (rotated.isEmpty()) {
            throw refuse(session, now);
        }
        count("rotated");
        return new Grant(session.id, accounts.byId(session.user()).orElseThrow(this::unknown), next);
    }

    /** Ends the session of a token, be it spent or not; false if there is none that lives. */
    public boolean logout(RefreshToken presented) {
        return table.ofFamily(presented)
                .map(session -> sessions.end(session.user(), session.id, EndReason.LOGOUT))
                .orElse(false);
    }

    private Refusal refuse(Session session, Instant now) {
        if (session.isLive(now)) {
            count("reuse");
            sessions.end(session.user(), session.id, EndReason.REUSE);
        } else {
            count("ended");
        }
        return Refusal.of(ErrorCode.SESSION_REVOKED, "This session has ended; sign in again.");
    }

    private Refusal unknown() {
        count("unknown");
        return Refusal.of(ErrorCode.UNAUTHENTICATED, "The refresh token does not hold.");
    }

    private void count(String outcome) {
        metrics.counter("parley.auth.refreshes", "outcome", outcome).increment();
    }
}
