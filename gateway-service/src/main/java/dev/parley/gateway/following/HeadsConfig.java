package dev.parley.gateway.following;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Digests of heads. */
@ConfigMapping(prefix = "parley")
public interface HeadsConfig {
    /** Partitions of {@code chat.events}, hence channels of digests. Default 12. */
    @WithName("events.partitions")
    @WithDefault("12")
    int partitions();

    /**
     * Between two {@code heads} frames to a user's sockets, in whole seconds. Default 15 s: with the router's 10 s between two
     * digests that keeps the 30 s of the contract.
     */
    @WithName("gateway.heads.interval")
    @WithDefault("15S")
    Duration interval();
}
