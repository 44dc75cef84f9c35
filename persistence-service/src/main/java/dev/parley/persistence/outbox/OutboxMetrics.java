package dev.parley.persistence.outbox;

import dev.parley.persistence.outbox.PostgresOutbox.Depth;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How much the outbox holds, and for how long. */
@ApplicationScoped
class OutboxMetrics {
    private final Clock clock;
    private volatile long rows;
    private volatile Instant oldest;

    OutboxMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        registry.gauge("parley.persistence.outbox.depth", this, self -> self.rows);
        registry.gauge("parley.persistence.outbox.age.seconds", this, OutboxMetrics::age);
    }

    void depth(Depth depth) {
        rows = depth.rows();
        oldest = depth.oldest();
    }

    private double age() {
        Instant since = oldest;
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }
}
