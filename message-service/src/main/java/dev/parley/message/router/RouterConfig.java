package dev.parley.message.router;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the router works. */
@ConfigMapping(prefix = "parley.router")
public interface RouterConfig {
    /** Whether this instance routes at all. Default true; false leaves a mere front, which can be scaled apart. */
    @WithDefault("true")
    boolean enabled();

    /** Records taken from Kafka in one poll. Default 1,000; what one pipeline publishes is of two polls at most. */
    @WithDefault("1000")
    int batch();

    /** How often counts and offsets are saved. Default 1 s; what a crash makes the next owner publish again. */
    @WithDefault("1s")
    Duration checkpointInterval();

    /** How long the group waits for a sign of life before it gives an instance's partitions to others. Default 10 s. */
    @WithDefault("10s")
    Duration sessionTimeout();

    /**
     * How long an unfinished checkpoint of an instance that died may hold up the next owner of its partitions. Default
     * 5 s; the broker looks for such every {@code transaction.abort.timed.out.transaction.cleanup.interval.ms}.
     */
    @WithDefault("5s")
    Duration transactionTimeout();

    /** How long Redis may take for a pipeline. Default 2 s; then the whole batch is given again. */
    @WithDefault("2s")
    Duration publishTimeout();

    /**
     * What the recent events of one conversation may have together in Redis, if all are of one length; with lengths
     * chosen for it, five times as much at most. Default 256K; of events up to 2 KB that are the 128 that are kept
     * anyway. What is not there any more is read from history.
     */
    @WithDefault("256K")
    MemorySize recentBytes();

    /** How polls are paced under load. */
    Pacing pacing();

    /**
     * A poll, a pipeline to Redis and the wake-ups around them cost the same for one record as for fifty. So under load
     * the router rests between polls, and the cost of a message falls instead of its latency rising; when it is quiet
     * it never rests.
     */
    interface Pacing {
        /** Records up to which a poll is followed by the next one at once. Default 4: then there is nothing to gain. */
        @WithDefault("4")
        int quiet();

        /**
         * The rest after a poll that brought more than {@code quiet}. Default 2 ms, which is also what it may cost a
         * message.
         */
        @WithDefault("2ms")
        Duration rest();

        /** Records up to which the rest is the short one. Default 64. */
        @WithDefault("64")
        int busy();

        /**
         * The rest after a poll that brought more than {@code busy}. Default 8 ms: at thousands of messages/s each
         * cycle saved counts.
         */
        @WithDefault("8ms")
        Duration longRest();

        /** Records from which on a poll is followed by the next one at once. Default 512: then the router is behind. */
        @WithDefault("512")
        int full();
    }
}
