package dev.parley.message.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where persistence-service is and how long it may take. */
@ConfigMapping(prefix = "parley.persistence")
public interface PersistenceConfig {
    /** Base URLs of its instances; calls are spread over them. */
    List<URI> urls();

    /** How long one instance may take to answer. Default 1 s; then the next one is tried, at most two for a call. */
    @WithDefault("1s")
    Duration timeout();

    /** How long an instance that failed is asked only after the others. Default 1 s. */
    @WithDefault("1s")
    Duration passByFor();
}
