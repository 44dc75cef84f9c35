package dev.parley.persistence.history;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Gives a consumer the loop that writes what it polls. */
@ApplicationScoped
class HistoryLoops {
    private final HistoryWriter writer;
    private final RecordReader reader;
    private final HistoryMetrics metrics;
    private final HistoryStatus status;

    HistoryLoops(HistoryWriter writer, RecordReader reader, HistoryMetrics metrics, HistoryStatus status) {
        this.writer = writer;
        this.reader = reader;
        this.metrics = metrics;
        this.status = status;
    }

    HistoryLoop on(KafkaConsumer<byte[], byte[]> consumer) {
        return new HistoryLoop(consumer, writer, reader, metrics, status);
    }
}
