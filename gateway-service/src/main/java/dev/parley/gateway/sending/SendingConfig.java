package dev.parley.gateway.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sends travel to message-service. */
@ConfigMapping(prefix = "parley.gateway")
public interface SendingConfig {
    /** Lanes: requests to message-service in flight at once, and groups whose sockets keep their order. Default 32. */
    @WithDefault("32")
    int lanes();

    /** Sends that wait in one lane; beyond, they are answered {@code unavailable}. Default 4,096. */
    @WithDefault("4096")
    int laneQueue();

    /** From a batch's first attempt to {@code unavailable}. Default 8 s. */
    @WithDefault("8S")
    Duration sendDeadline();

    /** For one attempt at a batch. Default 5 s: message-service itself answers within its own bound for Kafka. */
    @WithDefault("5S")
    Duration sendTimeout();
}
