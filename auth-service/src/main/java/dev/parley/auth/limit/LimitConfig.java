package dev.parley.auth.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds against guessing and against registering without end. */
@ConfigMapping(prefix = "parley.auth.limits")
interface LimitConfig {
    /** Wrong passwords for one account from one address within a window; then 429, for that address. */
    @WithDefault("10")
    int loginFailuresPerAccount();

    /**
     * Wrong passwords for one account from all addresses together within a window; then 429, except for addresses from
     * which somebody has logged in to it lately. Lower: guessing from many addresses is slower, and locking the owner
     * out at a new place easier.
     */
    @WithDefault("50")
    int loginFailuresPerAccountInAll();

    /** How long an address counts as one of an account's own after a login from there. */
    @WithDefault("30d")
    Duration knownAddress();

    /** Wrong passwords from one address within a window; then 429. Many people may share an address. */
    @WithDefault("100")
    int loginFailuresPerAddress();

    /** The window of wrong passwords, hence the longest that somebody is locked out. */
    @WithDefault("5m")
    Duration loginWindow();

    /** Registrations from one address within a window; then 429. */
    @WithDefault("1000")
    int registrationsPerAddress();

    /** The window of registrations. */
    @WithDefault("1h")
    Duration registrationWindow();
}
