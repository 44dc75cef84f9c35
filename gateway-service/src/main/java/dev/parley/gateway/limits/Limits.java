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
    static final Duration FORGET = Duration.ofMinutes(2);

    /** Characters of a text that costs nothing but its send. */
    private static final int SHORT = 500;

    /** What a frame may have for each that it counts as. */
    private static final int BYTES_OF_A_FRAME = 1_024;

    private static final int MOST_BUCKETS = 1_000_000;
    private static final long NANOS = 1_000_000_000L;

    private final LimitsConfig config;
    private final Rate frames;
    private final Rate sends;
    private final Rate signalBytes;
    private final Cache<UserId, Bucket> senders = buckets();
    private final Cache<UserId, Bucket> speakers = buckets();
    private final Cache<UserId, Bucket> writers = buckets();
    private final Cache<Pair, Bucket> signals = buckets();

    public Limits(LimitsConfig config) {
        this.config = config;
        this.frames = new Rate(config.framesPerSecond(), config.framesBurst());
        this.sends = new Rate(config.sendsPerSecond(), config.sendsBurst());
        this.signalBytes = new Rate(config.signalBytesPerSecond(), 2 * config.signalBytesPerSecond());
    }

    private record Pair(UserId from, UserId to) {}

    /**
     * Takes a frame from the socket's bucket, and from that of its user: what all sockets of a user send together is
     * bounded too, and a large frame counts as several there. On the socket's event loop.
     *
     * @return 0, or after how many seconds trying again may help
     */
    public long frame(SocketLimits socket, UserId user, int bytes) {
        if (socket.frames == null) {
            socket.frames = bucket(frames);
            socket.user = speakers.get(user, key -> bucket(config.userFrames()));
        }
        long wait = wait(socket.frames);
        return wait > 0 ? wait : wait(socket.user, 1 + bytes / BYTES_OF_A_FRAME);
    }

    /**
     * Takes what a frame causes beyond itself from its user's bucket, in frames. On the socket's event loop, for a frame
     * that was let through.
     *
     * @return 0, or after how many seconds trying again may help
     */
    public long work(SocketLimits socket, int frames) {
        return wait(
                socket.user, Math.min(Math.max(1, frames), config.userFrames().burst()));
    }

    /**
     * Takes a send from the user's buckets, of sends and of what they hold. Any thread.
     *
     * @param characters of its text
     * @return 0, or after how many seconds trying again may help
     */
    public long send(UserId user, int characters) {
        long wait = wait(senders.get(user, key -> bucket(sends)));
        if (wait > 0 || characters <= SHORT) {
            return wait;
        }
        return wait(
                writers.get(user, key -> bucket(config.longTexts())),
                Math.min(characters, config.longTexts().burst()));
    }

    /**
     * Takes the bytes of a signal from the bucket of these two users. Any thread.
     *
     * @return 0, or after how many seconds trying again may help
     */
    public long signal(UserId from, UserId to, int bytes) {
        Bucket bucket = signals.get(new Pair(from, to), key -> bucket(signalBytes));
        return wait(bucket, Math.min(bytes, signalBytes.burst()));
    }

    /** Sockets that a user may have on this node. */
    public int socketsPerUser() {
        return config.socketsPerUser();
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

    /** Takes one; 0, or after how many seconds there will be one. */
    static long wait(Bucket bucket) {
        return wait(bucket, 1);
    }

    /** The same with several, no more than the bucket holds. */
    static long wait(Bucket bucket, long tokens) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
        return probe.isConsumed() ? 0 : Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS));
    }

    static <K> Cache<K, Bucket> buckets() {
        return Caffeine.newBuilder()
                .expireAfterAccess(FORGET)
                .maximumSize(MOST_BUCKETS)
                .build();
    }

    static Bucket bucket(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
