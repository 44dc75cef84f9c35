package dev.parley.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Access tokens. */
@ConfigMapping(prefix = "parley.auth.tokens")
interface TokenConfig {
    /** How long an access token lives: also the longest that other services go on accepting one of an ended session. */
    @WithDefault("10m")
    Duration lifetime();
}
