package dev.parley.message.router;

import dev.parley.api.topic.Topics;
import dev.parley.message.engine.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What one run of a router needs of Kafka: its place in the group, its way to read facts, its way to save them, and
 * when to do so.
 */
record RouterPlant(
        Consumer<byte[], byte[]> consumer,
        PositionReader reader,
        Checkpoints checkpoints,
        Duration checkpointInterval,
        Pacing pacing) {
    /** All routers of a deployment share the partitions as this group. */
    static final String GROUP = "router";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HEARTBEATS_PER_SESSION = 5;

    /**
     * Makes what is needed for a run.
     *
     * @throws RouterRefusal if the topics do not have the partitions they are said to have
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    static RouterPlant open(KafkaSettings kafka, RouterConfig config, int partitions, MeterRegistry metrics) {
        Pacing pacing = Pacing.of(config.pacing());
        UUID instance = UUID.randomUUID();
        Consumer<byte[], byte[]> consumer = consumer(kafka, config, instance);
        try {
            check(consumer, partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        Checkpoints checkpoints = new Checkpoints(new PositionWriter(kafka, config, instance), metrics);
        return new RouterPlant(consumer, new PositionReader(kafka), checkpoints, config.checkpointInterval(), pacing);
    }

    /**
     * A changed number of partitions would spread a conversation over two of them: nothing could be counted any more.
     */
    private static void check(Consumer<byte[], byte[]> consumer, int partitions) {
        for (String topic : List.of(Topics.EVENTS, Topics.POSITIONS)) {
            int found = consumer.partitionsFor(topic, PATIENCE).size();
            if (found != partitions) {
                throw new RouterRefusal(
                        topic + " has " + found + " partitions, but parley.events.partitions says " + partitions);
            }
        }
    }

    private static Consumer<byte[], byte[]> consumer(KafkaSettings kafka, RouterConfig config, UUID instance) {
        int session = (int) config.sessionTimeout().toMillis();
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "router-" + instance,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        config.batch(),
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        session,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        session / HEARTBEATS_PER_SESSION,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
