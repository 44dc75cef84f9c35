package dev.parley.message.sending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.id.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How fast a user may send over REST, through this instance (gateways limit their sockets themselves). Fails closed only for the user
 * concerned; a bucket not used for a minute has refilled, and is forgotten. Safe on any thread.
 */
@Singleton
final class RestLimits {
    private static final int MAX_USERS = 100_000;

    private final SendingConfig config;
    private final Cache<UserId, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_USERS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    RestLimits(SendingConfig config) {
        this.config = config;
    }

    /** Empty if the user may send now, else the seconds he should wait. */
    OptionalLong secondsToWait(UserId user) {
        ConsumptionProbe probe = buckets.get(user, unseen -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(config.restBurst()).refillGreedy(config.restPerSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
