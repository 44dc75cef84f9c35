package dev.parley.persistence.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.topic.Position;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.kafka.ConsumerThread;
import dev.parley.persistence.kafka.KafkaClients;
import dev.parley.persistence.schema.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Owns the thread {@code audit}. */
@ApplicationScoped
class Auditor {
    private static final String GROUP = "audit";
    private static final int MAX_RECORDS = 5_000;

    private final AuditConfig config;
    private final ObjectMapper json;
    private final PostgresCounts counts;
    private final AuditMetrics metrics;
    private final ConsumerThread thread;

    Auditor(
            KafkaClients clients,
            Schema schema,
            AuditConfig config,
            ObjectMapper json,
            PostgresCounts counts,
            AuditMetrics metrics) {
        this.config = config;
        this.json = json;
        this.counts = counts;
        this.metrics = metrics;
        this.thread = new ConsumerThread(
                "audit", schema::await, () -> clients.committedConsumer(GROUP, "latest", MAX_RECORDS), this::begin);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (config.enabled()) {
            thread.stop();
        }
    }

    private Optional<Runnable> begin(KafkaConsumer<byte[], byte[]> consumer) {
        AuditLoop loop = new AuditLoop(consumer, json.readerFor(Position.class), counts, metrics, config);
        consumer.subscribe(List.of(Topics.POSITIONS), loop);
        return Optional.of(loop::turn);
    }
}
