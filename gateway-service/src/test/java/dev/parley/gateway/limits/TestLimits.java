package dev.parley.gateway.limits;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** Limits for tests that start no service. */
public final class TestLimits {
    private TestLimits() {}

    /** Those of a gateway that nobody has configured. */
    public static Limits defaults() {
        return new Limits(new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(LimitsConfig.class)
                .build()
                .getConfigMapping(LimitsConfig.class));
    }
}
