package dev.parley.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.id.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Decides whether a frame may be acted on. Fails open: a bucket that was forgotten is a full one. */
@Singleton
public final class Limits {
    /** A user's bucket is full again long before this, so that forgetting it changes nothing. */
    private static final Duration FORGET = Duration.ofMinutes(2);

    private static final int MOST_BUCKETS = 1_000_000;
    private static final long NANOS = 1_000_000_000L;

    private final LimitsConfig config;
    private final Cache<UserId, Bucket> senders = Caffeine.newBuilder()
            .expireAfterAccess(FORGET)
            .maximumSize(MOST_BUCKETS)
            .build();

    public Limits(LimitsConfig config) {
        this.config = config;
    }

    /**
     * Takes a frame from the socket's bucket. On the socket's event loop.
     *
     * @return 0, or after how many seconds trying again may help
     */
    public long frame(SocketLimits socket) {
        if (socket.frames == null) {
            socket.frames = bucket(config.framesPerSecond(), config.framesBurst());
        }
        return wait(socket.frames);
    }

    /**
     * Takes a send from the user's bucket. Any thread.
     *
     * @return 0, or after how many seconds trying again may help
     */
    public long send(UserId user) {
        return wait(senders.get(user, key -> bucket(config.sendsPerSecond(), config.sendsBurst())));
    }

    /** Sends that a socket may have under way. */
    public int unanswered() {
        return config.unanswered();
    }

    /** Notes a bad frame; whether the socket has sent too many. On the socket's event loop. */
    public boolean tooManyBadFrames(SocketLimits socket) {
        if (socket.badFrames == null) {
            socket.badFrames = new Strikes();
        }
        return socket.badFrames.strike(
                System.nanoTime(), config.badFramesWithin().toNanos(), config.badFrames());
    }

    /** Notes a frame refused as too fast; whether the socket floods. On the socket's event loop. */
    public boolean floods(SocketLimits socket) {
        if (socket.refused == null) {
            socket.refused = new Strikes();
        }
        return socket.refused.strike(System.nanoTime(), config.floodWithin().toNanos(), config.flood());
    }

    private static long wait(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS));
    }

    private static Bucket bucket(long perSecond, long burst) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
