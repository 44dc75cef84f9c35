package dev.parley.persistence.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is audited. */
@ConfigMapping(prefix = "parley.audit")
interface AuditConfig {
    /** Whether this instance audits. Default true; the instances of a group share the partitions. */
    @WithDefault("true")
    boolean enabled();

    /** How often counts and history are compared. Default 5 s. */
    @WithDefault("5s")
    Duration every();

    /**
     * The most conversations of a partition that wait to be compared. Default 2,000: beyond, those that move are not looked at this time,
     * and counted in {@code parley_audit_skipped_total}. A conversation that waits costs about 200 bytes.
     */
    @WithDefault("2000")
    int mostWaiting();
}
