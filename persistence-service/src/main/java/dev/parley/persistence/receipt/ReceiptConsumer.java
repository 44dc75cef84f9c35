package dev.parley.persistence.receipt;

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

/** Owns the thread {@code receipts}, on which marks are taken from Kafka to Postgres. */
@ApplicationScoped
class ReceiptConsumer {
    private static final String GROUP = "persistence-receipts";
    private static final int MAX_RECORDS = 2_000;

    private final ReceiptReader reader;
    private final PostgresReceipts receipts;
    private final ConsumerThread thread;

    ReceiptConsumer(KafkaClients clients, Schema schema, ReceiptReader reader, PostgresReceipts receipts) {
        this.reader = reader;
        this.receipts = receipts;
        this.thread = new ConsumerThread(
                "receipts", schema::await, () -> clients.consumer(GROUP, "earliest", MAX_RECORDS), this::begin);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.stop();
    }

    private Optional<Runnable> begin(KafkaConsumer<byte[], byte[]> consumer) {
        ReceiptLoop loop = new ReceiptLoop(consumer, reader, receipts);
        consumer.subscribe(List.of(Topics.RECEIPTS));
        return Optional.of(loop::turn);
    }
}
