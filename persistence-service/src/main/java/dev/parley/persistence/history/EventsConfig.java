package dev.parley.persistence.history;

import io.smallrye.config.ConfigMapping;

/** What all services agree on about the log. */
@ConfigMapping(prefix = "parley.events")
public interface EventsConfig {
    /**
     * The number of partitions of {@code chat.events}, fixed when it was created. If the topic has another number, this
     * service does not become ready, since every stored offset and count would be wrong.
     */
    int partitions();
}
