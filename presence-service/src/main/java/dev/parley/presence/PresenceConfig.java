package dev.parley.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What presence may be tuned by. */
@ConfigMapping(prefix = "parley.presence")
public interface PresenceConfig {
    /**
     * How long a user whose last socket is gone still counts as here; 5 s. Shorter, and a reload flaps; longer, and others
     * write to somebody who has left.
     */
    @WithDefault("5s")
    Duration offlineGrace();

    /**
     * How long a gateway may be silent before its sockets stop counting; 15 s. Gateways send a heartbeat every 5 s, and the
     * clocks of gateways and of this service must not differ by more than this.
     */
    @WithDefault("15s")
    Duration nodeLease();

    /** How long the sockets of a silent gateway are kept, in case it was only cut off; 1 h. After that they are forgotten. */
    @WithDefault("1h")
    Duration nodeMemory();

    /** How long a user's last seen is kept after the last change; 90 d. It bounds what Redis holds of users who left. */
    @WithDefault("90d")
    Duration lastSeenKept();

    /** How long a closed socket is remembered, so that a replayed report does not revive it; 1 h. */
    @WithDefault("1h")
    Duration closedKept();

    /** How long Redis may take to answer; 1 s. After that a question is answered 503, and a batch of reports is tried again. */
    @WithDefault("1s")
    Duration redisTimeout();

    /** How often time is looked at: due departures, silent gateways; 1 s, which is also the least. */
    @WithDefault("1s")
    Duration sweepEvery();
}
