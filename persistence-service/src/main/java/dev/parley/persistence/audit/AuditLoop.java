package dev.parley.persistence.audit;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.topic.Position;
import dev.parley.persistence.audit.PartitionFacts.Divergence;
import dev.parley.persistence.audit.PartitionFacts.Outcome;
import dev.parley.persistence.audit.PostgresCounts.Counts;
import dev.parley.persistence.database.SqlFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One life of the auditor's consumer, on the thread that calls {@link #turn}. It commits nothing: who comes after it begins with what is
 * new. While Postgres is away, facts wait, within their bound.
 */
final class AuditLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(AuditLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int SAMPLE = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ObjectReader positions;
    private final PostgresCounts counts;
    private final AuditMetrics metrics;
    private final AuditConfig config;
    private final Map<Integer, PartitionFacts> partitions = new HashMap<>();
    private long comparedAt = System.nanoTime();

    AuditLoop(
            KafkaConsumer<byte[], byte[]> consumer,
            ObjectReader positions,
            PostgresCounts counts,
            AuditMetrics metrics,
            AuditConfig config) {
        this.consumer = consumer;
        this.positions = positions;
        this.counts = counts;
        this.metrics = metrics;
        this.config = config;
    }

    /** Polls once, and compares if it is time. */
    void turn() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        polled.forEach(this::take);
        if (polled.isEmpty()) {
            partitions.values().forEach(PartitionFacts::quiet);
        }
        if (System.nanoTime() - comparedAt > config.every().toNanos()) {
            comparedAt = System.nanoTime();
            partitions.forEach(this::compare);
            metrics.waiting(
                    partitions.values().stream().mapToLong(PartitionFacts::size).sum());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        PartitionFacts facts = partitions.get(record.partition());
        if (facts == null || record.value() == null) {
            return;
        }
        try {
            Position position = positions.readValue(record.value());
            String key = new String(record.key(), StandardCharsets.US_ASCII);
            if (!facts.add(CanonicalUuid.parse(key), new Fact(position.offset(), position.count()))) {
                metrics.skipped();
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            metrics.skipped();
        }
    }

    private void compare(int partition, PartitionFacts facts) {
        if (facts.size() == 0) {
            return;
        }
        try {
            Counts now = counts.of(partition, facts.sample(SAMPLE));
            if (now.next().isPresent()) {
                Outcome outcome = facts.compare(now.next().getAsLong(), now.stored());
                metrics.compared(outcome.agreed());
                outcome.diverged().forEach(divergence -> tell(partition, divergence));
            }
        } catch (SqlFailure away) {
            LOG.debugf("event=audit_waits cause=%s", away.getMessage());
        }
    }

    private void tell(int partition, Divergence divergence) {
        metrics.diverged();
        LOG.errorf(
                "event=audit_divergence conversation=%s partition=%d counted=%d countedAtOffset=%d stored=%d storedUpToOffset=%d",
                divergence.conversation(),
                partition,
                divergence.counted().count(),
                divergence.counted().offset(),
                divergence.stored(),
                divergence.next() - 1);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        assigned.forEach(partition -> partitions.put(partition.partition(), new PartitionFacts(config.mostWaiting())));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        revoked.forEach(partition -> partitions.remove(partition.partition()));
    }
}
