package dev.parley.message.router;

import dev.parley.api.channel.HeadsDigest;
import java.time.Clock;
import java.time.Duration;

/** When it is time for the next checkpoint and the next digests. The router's thread only. */
final class Rhythm {
    private final Clock clock;
    private final long checkpointMillis;
    private long nextCheckpoint;
    private long nextDigest;

    Rhythm(Duration checkpointInterval, Clock clock) {
        this.clock = clock;
        this.checkpointMillis = checkpointInterval.toMillis();
        this.nextCheckpoint = clock.millis() + checkpointMillis;
        this.nextDigest = clock.millis()
                + Duration.ofSeconds(HeadsDigest.INTERVAL_SECONDS).toMillis();
    }

    long now() {
        return clock.millis();
    }

    boolean checkpointDue() {
        return clock.millis() >= nextCheckpoint;
    }

    void checkpointTaken() {
        nextCheckpoint = clock.millis() + checkpointMillis;
    }

    /** True once an interval. */
    boolean digestDue() {
        long now = clock.millis();
        if (now < nextDigest) {
            return false;
        }
        nextDigest = now + Duration.ofSeconds(HeadsDigest.INTERVAL_SECONDS).toMillis();
        return true;
    }
}
