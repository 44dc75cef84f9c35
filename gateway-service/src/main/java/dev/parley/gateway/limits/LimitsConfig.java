package dev.parley.gateway.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Rates and the strikes that follow from breaking them. */
@ConfigMapping(prefix = "parley.gateway.limits")
public interface LimitsConfig {
    /** Sockets of a user on this node; beyond, an upgrade is answered with 429. Default 64: devices and tabs. */
    @WithDefault("64")
    int socketsPerUser();

    /** Frames of any type a second and socket, in the long run; beyond, {@code rate_limited}. Default 200. */
    @WithDefault("200")
    long framesPerSecond();

    /** Frames of a socket at once. Default 800. */
    @WithDefault("800")
    long framesBurst();

    /**
     * Frames of a user over all sockets on this node, written {@code perSecond/burst}; one of several KiB counts as so
     * many. Default 1000/20000: an outbox of 400 of the longest texts fits in at once.
     */
    @WithDefault("1000/20000")
    Rate userFrames();

    /** Sends, edits, deletes and reactions a second and user (on this node), in the long run. Default 100. */
    @WithDefault("100")
    long sendsPerSecond();

    /** Sends of a user at once: an outbox that comes back from a tunnel. Default 400. */
    @WithDefault("400")
    long sendsBurst();

    /**
     * Characters of texts of more than 500 that a user sends, written {@code perSecond/burst}; beyond,
     * {@code rate_limited}. Default 32000/4000000: four of the longest texts a second in the long run, 500 at once.
     */
    @WithDefault("32000/4000000")
    Rate longTexts();

    /** Sends of a socket that are neither acknowledged nor refused; beyond, {@code rate_limited}. Default 256. */
    @WithDefault("256")
    int unanswered();

    /**
     * Bytes of signals a second from one user to another, in the long run, and twice that at once; beyond,
     * {@code rate_limited}. Default 64 KiB.
     */
    @WithDefault("65536")
    long signalBytesPerSecond();

    /** Bad frames within {@link #badFramesWithin} at which a socket is closed with 4400. Default 10. */
    @WithDefault("10")
    int badFrames();

    /** Default one minute. */
    @WithDefault("1M")
    Duration badFramesWithin();

    /** Frames refused as too fast within {@link #floodWithin} at which a socket is closed with 4429. Default 1,000. */
    @WithDefault("1000")
    int flood();

    /** Default 10 s. */
    @WithDefault("10S")
    Duration floodWithin();
}
