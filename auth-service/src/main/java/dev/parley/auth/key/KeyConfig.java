package dev.parley.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The life of a signing key. */
@ConfigMapping(prefix = "parley.auth.keys")
interface KeyConfig {
    /** How long a key signs before the next one takes over. */
    @WithDefault("30d")
    Duration rotateEvery();

    /**
     * How long a key is published before it signs. It must be longer than verifiers keep a key set without asking again,
     * or they meet tokens whose key they do not know.
     */
    @WithDefault("1h")
    Duration publishAhead();

    /**
     * How long a key that signs no more is still published. It must be longer than an access token lives, or tokens die
     * before their time.
     */
    @WithDefault("30m")
    Duration keepFor();

    /** How often the keys are read again and, if it is time, rotated; well below {@link #publishAhead}. */
    @WithDefault("1m")
    Duration reloadEvery();

    /** How long verifiers may cache the published key set. */
    @WithDefault("5m")
    Duration cacheFor();
}
