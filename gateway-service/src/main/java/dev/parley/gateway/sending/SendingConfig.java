package dev.parley.gateway.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sends travel to message-service. */
@ConfigMapping(prefix = "parley.gateway")
public interface SendingConfig {
    /**
     * Lanes: requests to message-service in flight at once, and groups whose sockets keep their order. Default 8: fewer and larger
     * requests cost less, and a request holds far more than arrives while one is away.
     */
    @WithDefault("8")
    int lanes();

    /** Sends that wait in one lane; beyond, they are answered {@code unavailable}. Default 4,096. */
    @WithDefault("4096")
    int laneQueue();

    /**
     * How long a send that was answered {@code unavailable} holds up what the same socket writes behind it to the same conversation, unless
     * it comes again sooner. Default 3 s: some of the waits that clients are asked to take.
     */
    @WithDefault("3S")
    Duration orderHold();

    /** How long after a batch's first attempt another one may begin; then its sends are {@code unavailable}. Default 8 s. */
    @WithDefault("8S")
    Duration sendDeadline();

    /**
     * For one attempt at a batch. Default 8 s: longer than message-service may take with its own bounds (2 s for look-ups, 2 s to hand over
     * to Kafka, 3.5 s for its acknowledgement), so that nothing is called unavailable here that is durable there.
     */
    @WithDefault("8S")
    Duration sendTimeout();
}
