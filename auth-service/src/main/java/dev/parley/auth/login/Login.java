package dev.parley.auth.login;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.auth.account.Account;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.account.Username;
import dev.parley.auth.limit.Limits;
import dev.parley.auth.password.Password;
import dev.parley.auth.password.Passwords;
import dev.parley.auth.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Checks passwords, within the limits; blocks, and holds no database connection while a password is hashed. A name that
 * nobody has is refused as late, and in the same words, as a wrong password.
 */
@Singleton
class Login {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Limits limits;
    private final MeterRegistry metrics;

    Login(Accounts accounts, Passwords passwords, Limits limits, MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * The account of somebody who knows its password, with the hash that was verified.
     *
     * @throws Refusal 401 {@code bad_credentials}, or 429
     */
    Account verify(Credentials presented, ClientAddress address) {
        if (presented.username() == null) {
            throw Refusal.badRequest("username: it is needed.");
        }
        Password password = Password.presented(presented.password());
        Optional<Username> username = Username.presented(presented.username());
        requireWithinLimits(username, address);
        Optional<Account> account = username.flatMap(accounts::byUsername);
        if (!matches(account, password)) {
            limits.failedFrom(address.key());
            count("bad_credentials");
            throw Refusal.of(ErrorCode.BAD_CREDENTIALS, "Wrong user name or password.");
        }
        limits.succeeded(account.get().username(), address.key());
        count("ok");
        return renewed(account.get(), password);
    }

    /** The account of a caller, who has to say his password once more. */
    Account verify(UserId caller, String password, ClientAddress address) {
        Account account = accounts.livingById(caller).orElseThrow(Login::gone);
        Account verified = verify(new Credentials(account.username(), password), address);
        // Since he was looked up, his account may have been deleted and its name been taken by somebody else.
        if (!verified.id().equals(caller)) {
            throw gone();
        }
        return verified;
    }

    /** What is said to somebody whose account has been deleted. */
    static Refusal gone() {
        return Refusal.of(ErrorCode.SESSION_REVOKED, "There is no such account any more.");
    }

    private void requireWithinLimits(Optional<Username> username, ClientAddress address) {
        try {
            limits.beforeAttemptFrom(address.key());
            username.map(Username::value).ifPresent(name -> limits.beforeAttempt(name, address.key()));
        } catch (Refusal limited) {
            count("rate_limited");
            throw limited;
        }
    }

    private boolean matches(Optional<Account> account, Password password) {
        if (account.isEmpty()) {
            passwords.matchNobody(password);
            return false;
        }
        return passwords.matches(password, account.get().passwordHash());
    }

    /** Hashes made at another cost than today's are renewed while the password is at hand. */
    private Account renewed(Account account, Password password) {
        if (!passwords.isOutdated(account.passwordHash())) {
            return account;
        }
        accounts.replaceHash(account.id(), account.passwordHash(), passwords.hash(password));
        return accounts.livingById(account.id()).orElse(account);
    }

    private void count(String outcome) {
        metrics.counter("parley.auth.logins", "outcome", outcome).increment();
    }
}
