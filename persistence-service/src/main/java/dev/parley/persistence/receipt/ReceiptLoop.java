package dev.parley.persistence.receipt;

import dev.parley.api.receipt.Receipt;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jboss.logging.Logger;

/**
 * One life of the consumer, on one thread: polls, writes, then commits. A batch that is written twice changes nothing, so
 * at-least-once is enough. While Postgres is away the partitions are paused and the batch in hand is tried again.
 */
final class ReceiptLoop {
    private static final Logger LOG = Logger.getLogger(ReceiptLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ReceiptReader reader;
    private final PostgresReceipts receipts;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final List<Receipt> pending = new ArrayList<>();
    private Duration nextPoll = POLL;

    ReceiptLoop(KafkaConsumer<byte[], byte[]> consumer, ReceiptReader reader, PostgresReceipts receipts) {
        this.consumer = consumer;
        this.reader = reader;
        this.receipts = receipts;
    }

    void turn() {
        consumer.poll(nextPoll).forEach(record -> reader.read(record.value()).ifPresent(pending::add));
        if (pending.isEmpty()) {
            return;
        }
        try {
            receipts.write(pending);
            pending.clear();
            consumer.resume(consumer.assignment());
            consumer.commitAsync();
            backoff.reset();
            nextPoll = POLL;
        } catch (SqlFailure failure) {
            if (backoff.isFresh()) {
                LOG.warnf("event=receipts_wait action=retry cause=%s", failure.getMessage());
            }
            nextPoll = backoff.next();
            consumer.pause(consumer.assignment());
        }
    }
}
