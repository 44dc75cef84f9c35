package dev.parley.gateway.following;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Digests of heads. */
@ConfigMapping(prefix = "parley.gateway.heads")
public interface HeadsConfig {
    /**
     * Between two {@code heads} frames to a user's sockets, in whole seconds. Default 15 s: with the router's 10 s between two
     * digests that keeps the 30 s of the contract.
     */
    @WithDefault("15S")
    Duration interval();

    /** The log; the key is shared by all of Parley. */
    @ConfigMapping(prefix = "parley.events")
    interface Log {
        /** Partitions of {@code chat.events}, hence channels of digests. Default 12. */
        @WithDefault("12")
        int partitions();
    }
}
