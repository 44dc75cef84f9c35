package dev.parley.stack.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records, each partition's in the order in which they are given. One thread's; {@link #write} blocks now and then. */
final class LogWriter implements AutoCloseable {
    /** So many are under way at most, which bounds what lies in memory. */
    private static final int AT_ONCE = 1_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> underWay = new ArrayList<>();

    LogWriter(String bootstrap) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", true, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void write(ProducerRecord<byte[], byte[]> record) throws ExecutionException, InterruptedException {
        underWay.add(producer.send(record));
        if (underWay.size() == AT_ONCE) {
            await();
        }
    }

    /** Until all that was written is in the log. */
    void await() throws ExecutionException, InterruptedException {
        for (Future<RecordMetadata> one : underWay) {
            one.get();
        }
        underWay.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
