package dev.parley.gateway.limits;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Limits for tests that start no service. */
public final class TestLimits {
    private static final int PRIORITY = 200;
    private static final int ORDINAL = 300;

    private TestLimits() {}

    /** Those of a gateway that nobody has configured. */
    public static Limits defaults() {
        return with(Map.of());
    }

    /** Those of a gateway with these settings. */
    public static Limits with(Map<String, String> settings) {
        return new Limits(new SmallRyeConfigBuilder()
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", ORDINAL))
                .withMapping(LimitsConfig.class)
                .build()
                .getConfigMapping(LimitsConfig.class));
    }
}
