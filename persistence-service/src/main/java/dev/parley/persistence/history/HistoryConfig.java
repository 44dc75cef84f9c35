package dev.parley.persistence.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How events are written. */
@ConfigMapping(prefix = "parley.history")
public interface HistoryConfig {
    /**
     * Whether this instance writes history at all. Default true; an instance that only answers REST calls has it off.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * The most records that one poll brings and one transaction writes, of all partitions together. Default 4,000. More
     * costs memory and makes a retry dearer; less costs throughput while catching up. Otherwise batches form by
     * themselves.
     */
    @WithDefault("4000")
    @Min(1)
    @Max(20_000)
    int batchSize();
}
