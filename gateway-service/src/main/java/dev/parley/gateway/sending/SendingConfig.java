package dev.parley.gateway.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sends travel to message-service. */
@ConfigMapping(prefix = "parley.gateway")
public interface SendingConfig {
    /**
     * Lanes, each with one request of fresh sends in flight; the sockets are spread over them. Default 1: what comes
     * while a request is away goes in the next one, so fewer lanes are fewer and larger requests, and one carries far
     * more than one gateway is for.
     */
    @WithDefault("1")
    int lanes();

    /**
     * Requests with more sends than this are followed by {@link #rest}. Default 4: below that, everybody is served at
     * once.
     */
    @WithDefault("4")
    int restAfter();

    /** How long a lane rests before its next request, so that more go in it. Default 2 ms; 0 is no rest. */
    @WithDefault("2ms")
    Duration rest();

    /** Sends that wait in one lane; beyond, they are answered {@code unavailable}. Default 16,384. */
    @WithDefault("16384")
    int laneQueue();

    /**
     * How long a send that was answered {@code unavailable} holds up what the same socket writes behind it to the same
     * conversation, unless it comes again sooner. Default 3 s: some of the waits that clients are asked to take.
     */
    @WithDefault("3S")
    Duration orderHold();

    /**
     * How long after a batch's first attempt another one may begin; then its sends are {@code unavailable}. Default 8
     * s.
     */
    @WithDefault("8S")
    Duration sendDeadline();

    /**
     * For one attempt at a batch. Default 8 s: longer than message-service may take with its own bounds (2 s for
     * look-ups, 2 s to hand over to Kafka, 3.5 s for its acknowledgement), so that nothing is called unavailable here
     * that is durable there.
     */
    @WithDefault("8S")
    Duration sendTimeout();
}
