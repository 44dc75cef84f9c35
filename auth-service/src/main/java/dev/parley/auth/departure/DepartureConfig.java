package dev.parley.auth.departure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deleted accounts leave their groups. */
@ConfigMapping(prefix = "parley.auth.departures")
interface DepartureConfig {
    /**
     * How often persistence-service is told of those it has not yet taken out of their groups: as long does somebody stay in the lists of
     * members whose account is deleted.
     */
    @WithDefault("2s")
    Duration tellEvery();
}
