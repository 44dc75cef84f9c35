package dev.parley.message.router;

import dev.parley.api.event.EventFrame;
import dev.parley.api.event.EventReader;
import dev.parley.telemetry.trace.MessageTraces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Counts records, which is all that makes a seq, and makes their frames without looking into them. The router's thread only.
 */
final class Tally {
    private final Ledgers ledgers;
    private final RouterMetrics metrics;
    private final EventReader events = new EventReader();

    Tally(Ledgers ledgers, RouterMetrics metrics) {
        this.ledgers = ledgers;
        this.metrics = metrics;
    }

    /** Counts all of a poll; returns what there is to publish of it, each partition's in the log's order. */
    List<Outgoing> count(ConsumerRecords<byte[], byte[]> records) {
        List<Outgoing> events = new ArrayList<>(records.count());
        for (TopicPartition partition : records.partitions()) {
            Optional<PartitionLedger> ledger = ledgers.of(partition.partition());
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (ledger.isEmpty() || record.offset() < ledger.get().next()) {
                    metrics.impossible("record");
                    continue;
                }
                count(ledger.get(), record).ifPresent(events::add);
            }
        }
        return events;
    }

    private Optional<Outgoing> count(PartitionLedger ledger, ConsumerRecord<byte[], byte[]> record) {
        Optional<ConversationKey> key = ConversationKey.parse(record.key());
        if (key.isEmpty()) {
            metrics.impossible("key");
            ledger.pass(record.offset());
            return Optional.empty();
        }
        long seq = ledger.count(key.get(), record.offset());
        byte[] frame = EventFrame.of(record.key(), seq, value(record));
        return Optional.of(new Outgoing(ledger, key.get(), seq, frame, record.timestamp(), trace(record)));
    }

    /** What history has at this place, too. */
    private byte[] value(ConsumerRecord<byte[], byte[]> record) {
        if (events.judge(record.value()) == null) {
            return record.value();
        }
        metrics.impossible("value");
        return EventFrame.voidValue(EventReader.timeOf(record.timestamp()));
    }

    private static byte[] trace(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(MessageTraces.HEADER);
        return header == null ? null : header.value();
    }
}
