package dev.parley.persistence.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.history.Numbering.Voided;
import dev.parley.persistence.kafka.DurableProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lays records that cannot be stored aside for people, key and value as they were, with headers {@code reason},
 * {@code partition} and {@code offset}. At least once: a batch that is tried again lays them aside again.
 */
@ApplicationScoped
class DeadLetters {
    private final DurableProducer producer;

    DeadLetters(DurableProducer producer) {
        this.producer = producer;
    }

    /** Returns when Kafka has them; throws {@link DurableProducer.NotDelivered} otherwise. */
    void lay(List<Voided> voided) {
        producer.send(voided.stream()
                .filter(one -> one.reason().isDeadLetter())
                .map(DeadLetters::letter)
                .toList());
    }

    private static ProducerRecord<byte[], byte[]> letter(Voided voided) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.DEAD_LETTERS, voided.record().key(), voided.record().value());
        letter.headers()
                .add("reason", voided.reason().wire().getBytes(UTF_8))
                .add("partition", Integer.toString(voided.record().partition()).getBytes(UTF_8))
                .add("offset", Long.toString(voided.record().offset()).getBytes(UTF_8));
        return letter;
    }
}
