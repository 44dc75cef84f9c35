package dev.parley.gateway.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many syncs a node answers at once: after a restart of its neighbour all clients ask in the same moment. */
@ConfigMapping(prefix = "parley.gateway.sync")
public interface SyncConfig {
    /** Syncs answered at the same time; others wait. Default 48. */
    @WithDefault("48")
    int atOnce();

    /** Syncs that may wait; beyond, {@code unavailable} with {@code retryAfter}. Default 20,000. */
    @WithDefault("20000")
    int waiting();

    /** Syncs of one socket that may wait or be under way; beyond, {@code rate_limited}. Default 4. */
    @WithDefault("4")
    int perSocket();
}
