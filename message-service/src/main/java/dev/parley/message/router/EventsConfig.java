package dev.parley.message.router;

import io.smallrye.config.ConfigMapping;

/** The shape of the log. */
@ConfigMapping(prefix = "parley.events")
public interface EventsConfig {
    /** Partitions of {@code chat.events}, fixed when it was made. If the topic has another number, the router refuses to run. */
    int partitions();
}
