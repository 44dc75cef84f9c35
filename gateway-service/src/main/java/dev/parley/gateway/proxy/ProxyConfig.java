package dev.parley.gateway.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How REST calls are passed on. */
@ConfigMapping(prefix = "parley.gateway.proxy")
public interface ProxyConfig {
    /** For a service to begin its answer, and between two pieces of it; beyond, 503 {@code unavailable}. Default 20 s. */
    @WithDefault("20S")
    Duration timeout();

    /** Bytes of a request's body; beyond, 413 {@code too_large}. Default 1 MiB. */
    @WithDefault("1048576")
    long mostBytes();

    /** For the whole body of a request to arrive; beyond, 400 {@code bad_request}. Default 10 s: 100 KB a second. */
    @WithDefault("10S")
    Duration bodyWithin();

    /** Bytes of all bodies that are arriving at a time; beyond, 503 {@code unavailable}. Default 64 MiB. */
    @WithDefault("67108864")
    long mostArriving();

    /** Connections to one instance; further calls wait. Default 64. */
    @WithDefault("64")
    int connections();
}
