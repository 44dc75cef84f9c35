package dev.parley.telemetry.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How log lines look. */
@ConfigMapping(prefix = "parley.log")
public interface LogConfig {
    /** Whether each line is a JSON object, for a collector, instead of text for people. Default false; true in compose and on Kubernetes. */
    @WithDefault("false")
    boolean json();
}
