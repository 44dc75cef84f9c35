package dev.parley.message.router;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.topic.Topics;
import dev.parley.message.engine.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Saves checkpoints, each in one Kafka transaction: the facts to {@code chat.positions} and the group's offsets, so that the two can never disagree. One
 * thread at a time.
 *
 * <p>Every failure is treated alike: the producer is thrown away, and the next one, by opening with the same transactional id, ends what the old one left open,
 * whether it was to be committed or not. That may save a checkpoint twice, which is harmless: it holds absolute numbers.
 */
final class PositionWriter implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private KafkaProducer<byte[], byte[]> producer;

    PositionWriter(KafkaSettings kafka, RouterConfig config, UUID instance) {
        this.settings = kafka.with(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "router-positions-" + instance,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "router-" + instance,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) config.transactionTimeout().toMillis(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                STEP.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) STEP.toMillis()));
    }

    /**
     * Saves a checkpoint; when it returns, facts and offsets are committed.
     *
     * @throws KafkaException if that is not certain, or if this member has lost its place in the group
     */
    void save(Checkpoint checkpoint) {
        try {
            KafkaProducer<byte[], byte[]> open = producer();
            open.beginTransaction();
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (PartitionLedger.Section section : checkpoint.sections()) {
                int partition = section.ledger().partition();
                section.changed().forEach((key, count) -> {
                    // What becomes of it is learnt from the commit, which fails if any record of the transaction did.
                    Future<?> _ = open.send(fact(partition, section.next() - 1, key, count));
                });
                offsets.put(new TopicPartition(Topics.EVENTS, partition), new OffsetAndMetadata(section.next()));
            }
            open.sendOffsetsToTransaction(offsets, checkpoint.member());
            open.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            discard();
            throw e instanceof KafkaException failure ? failure : new KafkaException(e);
        }
    }

    /** Two numbers: written by hand, since a checkpoint may hold tens of thousands of them. */
    private static ProducerRecord<byte[], byte[]> fact(int partition, long offset, ConversationKey key, long count) {
        byte[] value = ("{\"offset\":" + offset + ",\"count\":" + count + '}').getBytes(US_ASCII);
        return new ProducerRecord<>(Topics.POSITIONS, partition, key.bytes(), value);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer.initTransactions();
        }
        return producer;
    }

    private void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(STEP);
            producer = null;
        }
    }
}
