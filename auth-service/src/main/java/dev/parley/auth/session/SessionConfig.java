package dev.parley.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The life of a session. */
@ConfigMapping(prefix = "parley.auth.sessions")
interface SessionConfig {
    /** How long a session lives after its last refresh. */
    @WithDefault("30d")
    Duration lifetime();

    /**
     * How long the answer to a refresh may be given again to the same device, if it was lost on the way. Longer: a thief who is as quick
     * stays unnoticed until the next refresh. Zero: a lost answer ends the session.
     */
    @WithDefault("10s")
    Duration refreshAgainWithin();

    /** Sessions one account may have; one more ends the one that was idle longest. */
    @WithDefault("100")
    int maxPerAccount();

    /**
     * How long "this session lives" may be believed without asking Postgres. It bounds how long this service accepts a
     * token of a session that ended while Redis was down.
     */
    @WithDefault("1m")
    Duration cacheFor();

    /** How often ends of sessions that Redis did not take are told again. */
    @WithDefault("5s")
    Duration announceEvery();

    /** How often sessions are looked for that may be forgotten. */
    @WithDefault("6h")
    Duration forgetEvery();

    /** How long an ended or expired session is kept, so that its refresh token is told {@code session_revoked}. */
    @WithDefault("30d")
    Duration forgetAfter();
}
