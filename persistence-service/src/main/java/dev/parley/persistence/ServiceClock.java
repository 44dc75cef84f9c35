package dev.parley.persistence;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Where the time comes from. */
class ServiceClock {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
