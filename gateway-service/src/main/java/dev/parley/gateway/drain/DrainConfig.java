package dev.parley.gateway.drain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the node leaves. */
@ConfigMapping(prefix = "parley.gateway.drain")
public interface DrainConfig {
    /**
     * How many clients of this node come back elsewhere in a second, at most: what the others can take on top of their work. Default
     * 500.
     */
    @WithDefault("500")
    int perSecond();

    /**
     * Over how long they come back, at most, however many they are. Default 10 s; with many thousands of sockets a node more, so that
     * the others are not run over.
     */
    @WithDefault("10S")
    Duration spread();

    /** For sends under way to be answered before sockets are closed. Default 3 s. */
    @WithDefault("3S")
    Duration answersWithin();
}
