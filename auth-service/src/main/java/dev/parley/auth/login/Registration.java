package dev.parley.auth.login;

import dev.parley.auth.account.Account;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.account.DisplayName;
import dev.parley.auth.account.Username;
import dev.parley.auth.limit.Limits;
import dev.parley.auth.password.Password;
import dev.parley.auth.password.Passwords;
import dev.parley.auth.session.Device;
import dev.parley.auth.session.Grant;
import dev.parley.auth.session.Sessions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Makes accounts; blocks, and holds no database connection while a password is hashed. */
@Singleton
class Registration {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Limits limits;
    private final Counter registered;

    Registration(Accounts accounts, Passwords passwords, Sessions sessions, Limits limits, MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.limits = limits;
        this.registered = metrics.counter("parley.auth.registrations");
    }

    Grant register(NewAccount wanted, ClientAddress address, Device device) {
        Username username = Username.chosen(wanted.username());
        Password password = Password.chosen(wanted.password());
        DisplayName displayName = DisplayName.chosen(wanted.displayName());
        limits.beforeRegistrationFrom(address.key());
        accounts.requireFree(username);
        Account account = accounts.create(username, displayName, passwords.hash(password));
        registered.increment();
        return sessions.open(account, device);
    }
}
