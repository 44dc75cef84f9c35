package dev.parley.message.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the router works. */
@ConfigMapping(prefix = "parley.router")
public interface RouterConfig {
    /** Whether this instance routes at all. Default true; false leaves a mere front, which can be scaled apart. */
    @WithDefault("true")
    boolean enabled();

    /** Records taken from Kafka, and published in one pipeline, at a time. Default 1,000. */
    @WithDefault("1000")
    int batch();

    /** How often counts and offsets are saved. Default 1 s; what a crash makes the next owner publish again. */
    @WithDefault("1s")
    Duration checkpointInterval();

    /** How long the group waits for a sign of life before it gives an instance's partitions to others. Default 10 s. */
    @WithDefault("10s")
    Duration sessionTimeout();

    /**
     * How long an unfinished checkpoint of an instance that died may hold up the next owner of its partitions. Default 5 s; the broker
     * looks for such every {@code transaction.abort.timed.out.transaction.cleanup.interval.ms}.
     */
    @WithDefault("5s")
    Duration transactionTimeout();

    /** How long Redis may take for a pipeline. Default 2 s; then the whole batch is given again. */
    @WithDefault("2s")
    Duration publishTimeout();
}
