package dev.parley.auth.departure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where persistence-service is and how long it may take. */
@ConfigMapping(prefix = "parley.persistence")
interface PersistenceConfig {
    /** Base URLs of its instances; one that cannot be asked is passed by. */
    List<URI> urls();

    /** How long one instance may take to answer: in one call a user leaves up to 20 groups. Then the next one is asked. */
    @WithDefault("5s")
    Duration timeout();
}
