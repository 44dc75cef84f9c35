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

    /** Connections to one instance; further calls wait. Default 64. */
    @WithDefault("64")
    int connections();
}
