package dev.parley.message.sending;

import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    SendResults measure(int sends, Supplier<SendResults> work) {
        batch.record(sends);
        SendResults answer = ackLatency.record(work);
        int kept = 0;
        for (int i = 0; i < sends; i++) {
            SendResult result = answer.results().get(i);
            if (result.isDurable()) {
                kept++;
            } else if (!answer.later().contains(i)) {
                registry.counter(
                                "parley.message.sends.refused",
                                "code",
                                result.code().wire())
                        .increment();
            }
        }
        durable.increment(kept);
        return answer;
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
