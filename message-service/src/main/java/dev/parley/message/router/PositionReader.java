package dev.parley.message.router;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.parley.api.topic.Position;
import dev.parley.api.topic.Topics;
import dev.parley.message.engine.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the facts of partitions from {@code chat.positions}. Blocks the calling thread, the router's.
 *
 * <p>It reads what is committed, up to where the partition ended when it began, transactions under way included: so it waits until a
 * transaction that a former owner left open is decided, rather than missing what that one said.
 */
final class PositionReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final JsonFactory json = new JsonFactory();

    PositionReader(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** What is known of a partition: the counts, and the highest offset a fact was taken at, or -1. */
    static final class Facts {
        private final CountMap counts = new CountMap();
        private long offset = -1;

        CountMap counts() {
            return counts;
        }

        long offset() {
            return offset;
        }

        private void add(ConversationKey key, Position position) {
            counts.put(key, Math.max(counts.get(key), position.count()));
            offset = Math.max(offset, position.offset());
        }
    }

    /** The facts of these partitions. */
    Map<Integer, Facts> read(Collection<Integer> partitions) {
        List<TopicPartition> wanted = partitions.stream()
                .map(partition -> new TopicPartition(Topics.POSITIONS, partition))
                .toList();
        Map<TopicPartition, Long> ends;
        try (var uncommitted = consumer("read_uncommitted")) {
            ends = uncommitted.endOffsets(wanted, STEP);
        }
        Map<Integer, Facts> facts = new HashMap<>();
        partitions.forEach(partition -> facts.put(partition, new Facts()));
        try (var consumer = consumer("read_committed")) {
            consumer.assign(wanted);
            consumer.seekToBeginning(wanted);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!reached(consumer, ends)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("a transaction on " + Topics.POSITIONS + " stays open");
                }
                consumer.poll(POLL).forEach(record -> add(facts.get(record.partition()), record));
            }
        }
        return facts;
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), STEP) >= end.getValue());
    }

    private void add(Facts facts, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        ConversationKey key = ConversationKey.parse(record.key())
                .orElseThrow(() -> new IllegalStateException(
                        "not a fact: " + record.topic() + '-' + record.partition() + '@' + record.offset()));
        facts.add(key, position(record.value()));
    }

    /** Read by hand, since a partition may hold a million of them. */
    private Position position(byte[] value) {
        try (JsonParser parser = json.createParser(value)) {
            long offset = -1;
            long count = 0;
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                long number = parser.nextLongValue(0);
                switch (name) {
                    case "offset" -> offset = number;
                    case "count" -> count = number;
                    default -> parser.skipChildren();
                }
            }
            return new Position(offset, count);
        } catch (IOException e) {
            throw new IllegalStateException("not a fact", e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "router-facts",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
