package dev.parley.persistence.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes clients from the {@code kafka.*} properties and what is said here. */
@ApplicationScoped
public class KafkaClients {
    private static final int DELIVERY_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 5_000;

    /** Nobody waits for history as for live delivery, and one transaction for many records costs little more than for one. */
    private static final int GATHER_BYTES = 131_072;

    private static final int GATHER_MILLIS = 100;

    private final Map<String, Object> common;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> common) {
        this.common = common;
    }

    /**
     * A consumer that commits nothing by itself.
     *
     * @param reset what to do where the group has no offset: {@code none} or {@code earliest}
     * @param maxRecords the most that one poll returns
     */
    public KafkaConsumer<byte[], byte[]> consumer(String group, String reset, int maxRecords) {
        return consumer(group, reset, maxRecords, "read_uncommitted");
    }

    /** The same, that sees only what transactions have committed. */
    public KafkaConsumer<byte[], byte[]> committedConsumer(String group, String reset, int maxRecords) {
        return consumer(group, reset, maxRecords, "read_committed");
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group, String reset, int maxRecords, String isolation) {
        Map<String, Object> settings = settings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHER_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GATHER_MILLIS);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer of no group, for a look at the log. */
    public KafkaConsumer<byte[], byte[]> reader(int maxRecords) {
        Map<String, Object> settings = settings();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** For questions about groups. */
    public Admin admin() {
        return Admin.create(settings());
    }

    /**
     * What the broker says of a topic. Blocks.
     *
     * @throws KafkaException if it says nothing in time, or that there is no such topic
     */
    public TopicDescription describe(String topic) {
        Admin admin = admin();
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(REQUEST_MILLIS, TimeUnit.MILLISECONDS)
                    .get(topic);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException(topic + " was not described in time", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            // What is still under way is of no use: closing must not wait for it.
            admin.close(Duration.ZERO);
        }
    }

    /** A producer whose records, once acknowledged, are on every in-sync replica; it gives up after a bounded time. */
    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put("reconnect.backoff.max.ms", 1_000);
        return settings;
    }
}
