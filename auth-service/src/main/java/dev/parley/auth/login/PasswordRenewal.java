package dev.parley.auth.login;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.auth.account.Account;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.password.Password;
import dev.parley.auth.password.Passwords;
import dev.parley.auth.problem.Refusal;
import dev.parley.auth.session.EndReason;
import dev.parley.auth.session.Sessions;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Gives an account another password, which ends every session but the one that asked; blocks. */
@Singleton
class PasswordRenewal {
    private final Login login;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;

    PasswordRenewal(Login login, Accounts accounts, Passwords passwords, Sessions sessions) {
        this.login = login;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    void renew(UserId user, UUID session, PasswordChange change, ClientAddress address) {
        Password next = Password.chosen(change.next());
        Account account = login.verify(user, change.current(), address);
        if (!accounts.replaceHash(account.id(), account.passwordHash(), passwords.hash(next))) {
            throw Refusal.of(ErrorCode.CONFLICT, "The password has just been changed from another device.");
        }
        sessions.endOthers(account.id(), session, EndReason.PASSWORD_CHANGED);
    }
}
