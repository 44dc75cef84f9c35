package dev.parley.message.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How the front writes to Kafka. Twice {@link #maxBlock}, {@link #deliveryTimeout} and half a second bound how long that may take; with
 * {@code parley.sending.look-ups-within} before it, it must stay below a gateway's {@code parley.gateway.send-timeout}, or gateways
 * would give up on what is being kept.
 */
@ConfigMapping(prefix = "parley.log")
public interface LogConfig {
    /** How long handing over may wait for metadata or buffer space. Default 1 s; then the send is {@code unavailable}. */
    @WithDefault("1s")
    Duration maxBlock();

    /**
     * How long a record handed over may wait for its acknowledgement, repeats included. Default 3 s; then the send is
     * {@code unavailable}. Not less than {@link #requestTimeout}.
     */
    @WithDefault("3s")
    Duration deliveryTimeout();

    /** How long one request to a broker may take before it is repeated. Default 2 s. */
    @WithDefault("2s")
    Duration requestTimeout();

    /** Bytes of records that may wait for Kafka. Default 64 MiB; when it is full, handing over waits for {@link #maxBlock}. */
    @WithDefault("67108864")
    long bufferMemory();
}
