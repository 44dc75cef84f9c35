package dev.parley.message.membership;

import dev.parley.api.conversation.ChangeReader;
import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.topic.Topics;
import dev.parley.message.engine.KafkaSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Follows {@code chat.conversations} on a platform thread of its own. Every instance reads all partitions, from the end and without a
 * group: it only keeps fresh what the cache holds.
 */
@Singleton
final class RosterFeed {
    private static final Logger LOG = Logger.getLogger(RosterFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of what one fetch brings, of all partitions and of one: a change of a large group has 100 KB. */
    private static final int FETCH_BYTES = 4_194_304;

    private static final int PARTITION_BYTES = 524_288;

    private final Rosters rosters;
    private final Map<String, Object> settings;
    private final ChangeReader reader = new ChangeReader();
    private final Counter impossible;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("roster-feed").unstarted(this::run);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile KafkaConsumer<byte[], byte[]> current;
    private volatile boolean following;

    RosterFeed(Rosters rosters, KafkaSettings kafka, MeterRegistry metrics) {
        this.rosters = rosters;
        this.settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "roster-feed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                PARTITION_BYTES,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
        this.impossible = metrics.counter("parley.message.membership.impossible");
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        KafkaConsumer<byte[], byte[]> open = current;
        if (open != null) {
            open.wakeup();
        }
        thread.join(PATIENCE);
    }

    /** Whether changes have been followed since the cache began to fill. */
    boolean following() {
        return following;
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (var consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("feed=chat.conversations state=woken");
            } catch (RuntimeException e) {
                LOG.warnf("feed=chat.conversations state=broken cause=%s next=retry", e.getMessage());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CONVERSATIONS, PATIENCE).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + Topics.CONVERSATIONS);
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy; asking for the position makes it happen now, before anything is believed to be fresh.
        partitions.forEach(partition -> consumer.position(partition, PATIENCE));
        rosters.forgetAll();
        following = true;
        LOG.infof("feed=chat.conversations state=following partitions=%d", partitions.size());
        while (stopping.getCount() > 0) {
            consumer.poll(POLL).forEach(this::learn);
        }
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            Optional<ConversationChange> change = reader.read(record.value());
            if (change.isPresent()) {
                rosters.learn(change.get().state());
                return;
            }
        } catch (RuntimeException e) {
            LOG.debugf("feed=chat.conversations state=unlearnt cause=%s", e.toString());
        }
        impossible.increment();
        LOG.errorf(
                "feed=chat.conversations partition=%d offset=%d state=unreadable", record.partition(), record.offset());
    }

    private void pause() {
        try {
            stopping.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
