package dev.parley.auth.session;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.auth.account.Account;
import dev.parley.auth.problem.Refusal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Opens, lists and ends sessions; blocks. Ends are announced after they are committed: call it outside of transactions. */
@ApplicationScoped
public class Sessions {
    private final SessionTable table;
    private final Endings endings;
    private final SessionConfig config;
    private final TimeBasedEpochRandomGenerator ids;
    private final SecureRandom random;
    private final Clock clock;

    Sessions(
            SessionTable table,
            Endings endings,
            SessionConfig config,
            TimeBasedEpochRandomGenerator ids,
            SecureRandom random,
            Clock clock) {
        this.table = table;
        this.endings = endings;
        this.config = config;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** How long a session lives after its last refresh. */
    public Duration lifetime() {
        return config.lifetime();
    }

    /** How long the answer to a refresh may be given again. */
    Duration refreshAgainWithin() {
        return config.refreshAgainWithin();
    }

    /**
     * Opens a session of an account whose password has just been verified.
     *
     * @throws Refusal 401 if that password has been changed meanwhile
     */
    public Grant open(Account account, Device device) {
        Instant now = clock.instant();
        RefreshToken token = RefreshToken.first(random);
        SessionTable.NewSession row = new SessionTable.NewSession(
                ids.generate(), account.id(), token, device.name(), now, now.plus(config.lifetime()));
        if (!table.insert(row, account.passwordHash())) {
            throw Refusal.of(ErrorCode.BAD_CREDENTIALS, "Wrong user name or password.");
        }
        List<UUID> crowded = table.endCrowded(account.id(), row.id(), config.maxPerAccount() - 1, now);
        endings.announce(account.id(), crowded, EndReason.CROWDED_OUT);
        return new Grant(row.id(), account, token);
    }

    /** The user's sessions, the last used one first. */
    public List<SessionView> of(UserId user, UUID current) {
        return table.liveOf(user, clock.instant()).stream()
                .map(session -> SessionView.of(session, current))
                .toList();
    }

    /** Ends a session of the user; false if he has none of this id that lives. */
    public boolean end(UserId user, UUID session, EndReason reason) {
        List<UUID> ended = table.end(user, session, reason, clock.instant());
        endings.announce(user, ended, reason);
        return !ended.isEmpty();
    }

    /**
     * Ends all sessions of the user in one transaction with something else.
     *
     * @param cause runs first; if it says no, nothing ends
     * @return what the cause said
     */
    public boolean endAll(UserId user, EndReason reason, BooleanSupplier cause) {
        Optional<List<UUID>> ended = QuarkusTransaction.requiringNew()
                .call(() -> cause.getAsBoolean()
                        ? Optional.of(table.endAll(user, reason, clock.instant()))
                        : Optional.empty());
        ended.ifPresent(sessions -> endings.announce(user, sessions, reason));
        return ended.isPresent();
    }

    /** Ends all sessions of the user but one. */
    public void endOthers(UserId user, UUID kept, EndReason reason) {
        endings.announce(user, table.endOthers(user, kept, reason, clock.instant()), reason);
    }
}
