package dev.parley.message.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much the front takes on. */
@ConfigMapping(prefix = "parley.sending")
public interface SendingConfig {
    /** Sends in work at a time. Default 20,000; beyond it, sends are {@code unavailable} at once. */
    @WithDefault("20000")
    int maxInFlight();

    /** Seconds after which a client should try again what was {@code unavailable}. Default 2. */
    @WithDefault("2")
    long retryAfter();

    /** How long Redis may take to say which ids are known. Default 150 ms; then sends go on without. */
    @WithDefault("150ms")
    Duration repeatsTimeout();

    /** How long Redis is left alone after it failed to say. Default 1 s. */
    @WithDefault("1s")
    Duration repeatsPause();

    /**
     * How long an id of version 7 is remembered in Redis at least. Default 5 minutes: an older one says so itself, and
     * is looked for in history.
     */
    @WithDefault("5m")
    Duration rememberFor();

    /** How long an id of another version is remembered in Redis at least: it says nothing of its age. Default 1 day. */
    @WithDefault("1d")
    Duration rememberOthersFor();

    /**
     * Of how many ids of other versions that holds, for one user, in that time, through one instance. Default 10,000,
     * which is 2 MB of Redis for a user at most; those beyond are remembered like ids of version 7.
     */
    @WithDefault("10000")
    int rememberedOthers();

    /**
     * How far the time in an id may be from now before history is asked about it. Default 2 minutes: below {@link
     * #rememberFor} by as much as a client's clock may be wrong. While persistence-service is down, ids further off are
     * {@code unavailable}.
     */
    @WithDefault("2m")
    Duration lookUpAfter();

    /**
     * How long all look-ups of one request together may take: old ids, members, targets of edits. Default 2 s; what is
     * not known by then is {@code unavailable}. With the bounds of {@code parley.log} it makes the longest time a
     * gateway waits for an answer.
     */
    @WithDefault("2s")
    Duration lookUpsWithin();

    /**
     * Messages a user may send over REST in a second, on average, through one instance. Default 20; beyond the burst:
     * {@code rate_limited}.
     */
    @WithDefault("20")
    long restPerSecond();

    /** Messages a user may send over REST in a burst. Default 100. */
    @WithDefault("100")
    long restBurst();
}
