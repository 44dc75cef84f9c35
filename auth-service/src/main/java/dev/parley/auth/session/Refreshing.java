package dev.parley.auth.session;

import dev.parley.api.error.ErrorCode;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Spends refresh tokens; blocks. Of several requests with one token one rotates it. The others presented a spent token. If it is the
 * last one spent, only seconds ago, and on the same device, its answer was lost or two tabs were at it, and they get the same successor.
 * Otherwise the session ends for all of them: who came first cannot be told from who stole it.
 */
@ApplicationScoped
public class Refreshing {
    private final SessionTable table;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Successors successors;
    private final Clock clock;
    private final MeterRegistry metrics;

    Refreshing(
            SessionTable table,
            Sessions sessions,
            Accounts accounts,
            Successors successors,
            Clock clock,
            MeterRegistry metrics) {
        this.table = table;
        this.sessions = sessions;
        this.accounts = accounts;
        this.successors = successors;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Spends the token.
     *
     * @throws Refusal 401 {@code session_revoked} if it is spent or its session has ended, 401 {@code unauthenticated} if
     *     nobody ever got it from us
     */
    public Grant refresh(RefreshToken presented, Device device) {
        Instant now = clock.instant();
        byte[] salt = successors.salt();
        RefreshToken next = successors.of(presented, salt);
        Optional<UUID> rotated =
                table.rotate(new SessionTable.Rotation(presented, next, salt, now, now.plus(sessions.lifetime())));
        Session session = table.ofFamily(presented).orElseThrow(this::unknown);
        if (rotated.isPresent()) {
            count("rotated");
            return grant(session, next);
        }
        RefreshToken again = lastAnswer(session, presented, device, now).orElseThrow(() -> refuse(session, now));
        count("repeated");
        return grant(session, again);
    }

    private Grant grant(Session session, RefreshToken token) {
        return new Grant(session.id, accounts.livingById(session.user()).orElseThrow(this::unknown), token);
    }

    /** The token that this one was spent for, if that is the good one now and may be given out again. */
    private Optional<RefreshToken> lastAnswer(Session session, RefreshToken spent, Device device, Instant now) {
        boolean inTime = now.isBefore(session.refreshedAt.plus(sessions.refreshAgainWithin()));
        if (!session.isLive(now)
                || !inTime
                || session.rotationSalt == null
                || !device.equals(new Device(session.device))) {
            return Optional.empty();
        }
        RefreshToken successor = successors.of(spent, session.rotationSalt);
        return MessageDigest.isEqual(successor.ownHash(), session.tokenHash)
                ? Optional.of(successor)
                : Optional.empty();
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
