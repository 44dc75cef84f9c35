package dev.parley.auth.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The cookie that carries the refresh token. */
@ConfigMapping(prefix = "parley.auth.cookie")
interface CookieConfig {
    /** Whether browsers keep it to https. False only where Parley is served over plain http, as on a developer's machine. */
    @WithDefault("true")
    boolean secure();
}
