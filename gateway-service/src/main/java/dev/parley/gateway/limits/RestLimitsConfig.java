package dev.parley.gateway.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * REST calls a user may make, on each gateway, written {@code perSecond/burst}; beyond, 429 {@code rate_limited}. The
 * defaults are several times what the web client does at its busiest.
 */
@ConfigMapping(prefix = "parley.gateway.rest-limits")
public interface RestLimitsConfig {
    /** Pages of history, profiles, pictures, presence. Default 100/600: a client that was away pages on and on. */
    @WithDefault("100/600")
    Rate reads();

    /** Pages of the conversation list. Default 10/100. */
    @WithDefault("10/100")
    Rate lists();

    /** Searches. Default 5/30: one for each key pressed. */
    @WithDefault("5/30")
    Rate searches();

    /** Profile changes, preferences, reports of calls. Default 20/200. */
    @WithDefault("20/200")
    Rate writes();

    /**
     * Conversations made, members added and removed, roles; a body counts once more for each 4 KiB. Default 2/100:
     * each is published to every member.
     */
    @WithDefault("2/100")
    Rate memberships();

    /** Sessions, passwords, deletion. Default 5/50. */
    @WithDefault("5/50")
    Rate accounts();

    /**
     * Calls from one address without a token that is known to hold: logins, refreshes, and the first call with each
     * token. Default 100/1000, since many people may share an address.
     */
    @WithDefault("100/1000")
    Rate strangers();

    /** Calls of one user that may be under way on this gateway. Default 64. */
    @WithDefault("64")
    int atOnce();
}
