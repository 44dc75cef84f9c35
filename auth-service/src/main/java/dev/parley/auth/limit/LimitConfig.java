package dev.parley.auth.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds against guessing and against registering without end. */
@ConfigMapping(prefix = "parley.auth.limits")
interface LimitConfig {
    /** Wrong passwords for one account within a window; then 429. Lower: guessing is slower, and locking somebody out easier. */
    @WithDefault("10")
    int loginFailuresPerAccount();

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
