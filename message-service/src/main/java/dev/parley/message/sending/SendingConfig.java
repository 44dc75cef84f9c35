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

    /** How long an id is remembered. Default 1 day; a repeat after that is found by persistence-service alone. */
    @WithDefault("1d")
    Duration rememberFor();

    /** Messages a user may send over REST in a second, on average, through one instance. Default 20; beyond the burst: {@code rate_limited}. */
    @WithDefault("20")
    long restPerSecond();

    /** Messages a user may send over REST in a burst. Default 100. */
    @WithDefault("100")
    long restBurst();
}
