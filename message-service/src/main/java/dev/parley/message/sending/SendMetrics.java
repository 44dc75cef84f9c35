package dev.parley.message.sending;

import dev.parley.api.send.SendResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What the front counts. */
@Singleton
final class SendMetrics {
    private final MeterRegistry registry;
    private final Timer ackLatency;
    private final DistributionSummary batch;
    private final Counter durable;
    private final Counter repeats;
    private final Counter lookUps;

    SendMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.ackLatency = Timer.builder("parley.message.ack.latency")
                .description("From the request to the last of its sends durable")
                .serviceLevelObjectives(
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500))
                .register(registry);
        this.batch = DistributionSummary.builder("parley.message.batch.sends")
                .description("Sends in a request")
                .serviceLevelObjectives(1, 2, 8, 32, 128, 512)
                .register(registry);
        this.durable = registry.counter("parley.message.sends.durable");
        this.repeats = registry.counter("parley.message.sends.repeats");
        this.lookUps = registry.counter("parley.message.sends.looked.up");
    }

    List<SendResult> measure(int sends, Supplier<List<SendResult>> work) {
        batch.record(sends);
        List<SendResult> results = ackLatency.record(work);
        for (SendResult result : results) {
            if (result.isDurable()) {
                durable.increment();
            } else {
                registry.counter(
                                "parley.message.sends.refused",
                                "code",
                                result.code().wire())
                        .increment();
            }
        }
        return results;
    }

    void watchInFlight(Supplier<Number> inFlight) {
        Gauge.builder("parley.message.sends.inflight", inFlight).register(registry);
    }

    /** So many ids were too old to be remembered, and history is asked. */
    void lookedUp(int sends) {
        lookUps.increment(sends);
    }

    void repeated() {
        repeats.increment();
    }
}
