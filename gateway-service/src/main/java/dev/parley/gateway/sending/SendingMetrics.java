package dev.parley.gateway.sending;

import dev.parley.api.send.SendResult;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the lanes do. Any thread. */
@Singleton
final class SendingMetrics {
    private final DistributionSummary batchSize;
    private final Timer ackLatency;

    SendingMetrics(MeterRegistry registry) {
        this.batchSize = DistributionSummary.builder("parley.gateway.lane.batch")
                .description("Sends in one request to message-service")
                .serviceLevelObjectives(1, 2, 8, 32, 128, 512)
                .register(registry);
        this.ackLatency = Timer.builder("parley.gateway.ack")
                .description("From a send frame to its ack")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
    }

    void departed(int size) {
        batchSize.record(size);
    }

    void answered(PendingSend pending, SendResult result) {
        if (result.isDurable()) {
            ackLatency.record(Duration.ofNanos(System.nanoTime() - pending.sinceNanos()));
        }
    }
}
