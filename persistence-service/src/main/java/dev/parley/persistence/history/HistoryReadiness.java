package dev.parley.persistence.history;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the consumer has joined its group. Kafka going away later does not change that: history can be read without
 * it.
 */
@Readiness
@ApplicationScoped
class HistoryReadiness implements HealthCheck {
    private final HistoryStatus status;
    private final HistoryConfig config;

    HistoryReadiness(HistoryStatus status, HistoryConfig config) {
        this.status = status;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("history");
        String trouble = config.enabled() ? status.trouble() : null;
        return trouble == null
                ? check.up().build()
                : check.down().withData("trouble", trouble).build();
    }
}
