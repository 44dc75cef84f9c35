package dev.parley.auth;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** What tests may want to replace: time, randomness, ids. All of them may be used by any thread. */
@ApplicationScoped
class Ingredients {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    /** Ids are UUIDs of version 7, so that new rows lie side by side in the indexes. */
    @Produces
    @Singleton
    TimeBasedEpochRandomGenerator ids(SecureRandom random) {
        return new TimeBasedEpochRandomGenerator(random);
    }
}
