package dev.parley.auth.login;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.auth.account.Account;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.problem.Refusal;
import dev.parley.auth.session.EndReason;
import dev.parley.auth.session.Sessions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Deletes accounts; blocks. What is known of the person and all his sessions go in one transaction, behind the lock that a login takes
 * as well: a session is either among those that end, or is refused because the password is gone.
 */
@Singleton
class Farewell {
    private final Login login;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Counter deleted;

    Farewell(Login login, Accounts accounts, Sessions sessions, MeterRegistry metrics) {
        this.login = login;
        this.accounts = accounts;
        this.sessions = sessions;
        this.deleted = metrics.counter("parley.auth.deletions");
    }

    /**
     * Deletes the caller's account.
     *
     * @throws Refusal as a login's, if the password is not his; 409 if it has been changed meanwhile
     */
    void delete(UserId user, AccountDeletion wanted, ClientAddress address) {
        Account account = login.verify(user, wanted.password(), address);
        String verified = account.passwordHash();
        if (!sessions.endAll(user, EndReason.ACCOUNT_DELETED, () -> accounts.erase(user, verified))) {
            throw accounts.livingById(user).isPresent()
                    ? Refusal.of(ErrorCode.CONFLICT, "The password has just been changed from another device.")
                    : Login.gone();
        }
        deleted.increment();
    }
}
