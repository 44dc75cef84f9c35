package dev.parley.persistence.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Blocks its caller until Kafka has everything. The rare records of this service go through it: dead letters, and what
 * the outbox holds. Safe on any thread.
 */
@ApplicationScoped
public class DurableProducer {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private KafkaProducer<byte[], byte[]> producer;

    DurableProducer(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Sends all and waits for all.
     *
     * @throws NotDelivered if one of them was not acknowledged in time; some may be in the log nevertheless, so sending
     *     all of them again must be harmless
     */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            KafkaProducer<byte[], byte[]> open = open();
            List<Future<RecordMetadata>> sent = records.stream().map(open::send).toList();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (Future<RecordMetadata> one : sent) {
                one.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            throw new NotDelivered(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotDelivered(stopping);
        }
    }

    /** Made when first needed: the constructor fails while no broker's name resolves. */
    private synchronized KafkaProducer<byte[], byte[]> open() {
        if (producer == null) {
            producer = clients.producer();
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }

    /** Kafka did not acknowledge. */
    public static final class NotDelivered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDelivered(Exception cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
