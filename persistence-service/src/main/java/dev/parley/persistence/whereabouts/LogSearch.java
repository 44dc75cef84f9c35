package dev.parley.persistence.whereabouts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks through the log, from a moment on, for a bounded time and number of records. Blocks its caller. */
@ApplicationScoped
class LogSearch {
    private static final String ROUTERS = "router";
    private static final int MOST_RECORDS = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofSeconds(3);

    private final KafkaClients clients;
    private final ObjectReader reader;

    LogSearch(KafkaClients clients, ObjectMapper json) {
        this.clients = clients;
        this.reader = json.reader();
    }

    /** A record of the log that is the event looked for. */
    record Found(long offset, Instant loggedAt, JsonNode event) {}

    /** The partition in which a conversation's events lie: what every producer's default partitioner says. */
    static int partitionOf(UUID conversation, int partitions) {
        return BuiltInPartitioner.partitionForKey(conversation.toString().getBytes(US_ASCII), partitions);
    }

    /** The first record of a conversation with this id, not before {@code from}; empty if it is not found in time. */
    Optional<Found> find(int partition, UUID conversation, UUID id, Instant from) {
        TopicPartition log = new TopicPartition(Topics.EVENTS, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = clients.reader(2_000)) {
            OffsetAndTimestamp start = consumer.offsetsForTimes(Map.of(log, from.toEpochMilli()), STEP)
                    .get(log);
            if (start == null) {
                return Optional.empty();
            }
            long end = consumer.endOffsets(List.of(log), STEP).get(log);
            consumer.assign(List.of(log));
            consumer.seek(log, start.offset());
            return find(consumer, log, end, new Wanted(conversation.toString().getBytes(US_ASCII), id.toString()));
        } catch (KafkaException unavailable) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Wanted(byte[] key, String id) {}

    private Optional<Found> find(KafkaConsumer<byte[], byte[]> consumer, TopicPartition log, long end, Wanted wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        while (consumer.position(log, STEP) < end && seen < MOST_RECORDS && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                seen++;
                if (Arrays.equals(wanted.key(), record.key())) {
                    Optional<JsonNode> event = event(record.value(), wanted.id());
                    if (event.isPresent()) {
                        return Optional.of(
                                new Found(record.offset(), Instant.ofEpochMilli(record.timestamp()), event.get()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> event(byte[] value, String id) {
        try {
            JsonNode event = value == null ? null : reader.readTree(value);
            return Optional.ofNullable(event)
                    .filter(read -> read.path("id").asText().equals(id));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** The offset of the first record of a partition that no router has dealt with for good; empty if nobody can tell. */
    OptionalLong routed(int partition) {
        try (Admin admin = clients.admin()) {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(ROUTERS)
                    .partitionsToOffsetAndMetadata()
                    .get(STEP.toMillis(), TimeUnit.MILLISECONDS)
                    .get(new TopicPartition(Topics.EVENTS, partition));
            return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
        } catch (ExecutionException | TimeoutException | KafkaException unavailable) {
            return OptionalLong.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
