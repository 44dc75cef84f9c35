package dev.parley.message.router;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the router counts; written by its thread, read by any. */
@Singleton
final class RouterMetrics {
    private final MeterRegistry registry;
    private final Timer fanOut;
    private final DistributionSummary batch;
    private final MultiGauge lag;
    private final AtomicInteger waiting;

    RouterMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.fanOut = Timer.builder("parley.message.fanout.latency")
                .description("From the record's making to its publication")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5))
                .register(registry);
        this.batch = DistributionSummary.builder("parley.message.router.batch")
                .description("Events published in one pipeline")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1_024)
                .register(registry);
        this.lag = MultiGauge.builder("parley.message.router.lag")
                .description("Records of a partition that are not taken yet")
                .register(registry);
        this.waiting = registry.gauge("parley.message.router.waiting", new AtomicInteger());
    }

    MeterRegistry registry() {
        return registry;
    }

    void published(List<Outgoing> events, long now) {
        if (!events.isEmpty()) {
            batch.record(events.size());
        }
        for (Outgoing event : events) {
            fanOut.record(Math.max(0, now - event.timestamp()), TimeUnit.MILLISECONDS);
        }
    }

    /** Events that are counted and not yet published. */
    void waiting(int events) {
        waiting.set(events);
    }

    void lag(Map<Integer, Long> byPartition) {
        lag.register(
                byPartition.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(
                                Tags.of("partition", entry.getKey().toString()), entry.getValue()))
                        .toList(),
                true);
    }

    /** Counts what should never happen. */
    void impossible(String what) {
        registry.counter("parley.message.router.impossible", "what", what).increment();
    }
}
