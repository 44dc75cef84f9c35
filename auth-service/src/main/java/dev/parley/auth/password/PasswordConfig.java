package dev.parley.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** What a hash costs, and how many are computed at a time. Hashes made with other costs stay valid and are renewed at login. */
@ConfigMapping(prefix = "parley.auth.passwords")
interface PasswordConfig {
    /** Memory of one hash in KiB; at least 8. More makes guessing dearer, and every login too. */
    @WithDefault("19456")
    int memoryKib();

    /** Passes over the memory; at least 1. */
    @WithDefault("2")
    int iterations();

    /** Lanes of one hash; at least 1. They are computed one after the other here. */
    @WithDefault("1")
    int parallelism();

    /** Hashes computed at a time, each with its memory. Default: one for each processor. */
    OptionalInt concurrency();

    /** Hashes that may wait for a turn; one more is refused at once with 503. */
    @WithDefault("256")
    int maxWaiting();

    /** How long one may wait for its turn and its end, before it is refused with 503. */
    @WithDefault("5s")
    Duration maxWait();
}
