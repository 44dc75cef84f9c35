package dev.parley.persistence.history;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.kafka.ConsumerThread;
import dev.parley.persistence.kafka.KafkaClients;
import dev.parley.persistence.schema.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** Owns the thread {@code history}, on which all of this package runs. */
@ApplicationScoped
class HistoryConsumer {
    private static final Logger LOG = Logger.getLogger(HistoryConsumer.class);
    private static final String GROUP = "persistence";

    private final KafkaClients clients;
    private final HistoryConfig config;
    private final EventsConfig events;
    private final KnownLog known;
    private final HistoryLoops loops;
    private final HistoryStatus status;
    private final ConsumerThread thread;

    HistoryConsumer(
            KafkaClients clients,
            Schema schema,
            HistoryConfig config,
            EventsConfig events,
            KnownLog known,
            HistoryLoops loops,
            HistoryStatus status) {
        this.clients = clients;
        this.config = config;
        this.events = events;
        this.known = known;
        this.loops = loops;
        this.status = status;
        this.thread = new ConsumerThread("history", schema::await, this::consumer, this::begin);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (config.enabled()) {
            thread.stop();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        status.waitsFor("Kafka");
        return clients.consumer(GROUP, "none", config.batchSize());
    }

    private Optional<Runnable> begin(KafkaConsumer<byte[], byte[]> consumer) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            status.waitsFor(obstacle.get());
            LOG.errorf("event=history_refused topic=%s waitsFor=\"%s\" action=wait", Topics.EVENTS, obstacle.get());
            return Optional.empty();
        }
        HistoryLoop loop = loops.on(consumer);
        loop.subscribe();
        return Optional.of(loop::turn);
    }

    /** What has to be otherwise before this log may be read. */
    private Optional<String> obstacle() {
        try {
            TopicDescription log = clients.describe(Topics.EVENTS);
            if (log.partitions().size() != events.partitions()) {
                return Optional.of("the topic to have " + events.partitions() + " partitions, not "
                        + log.partitions().size());
            }
            Uuid id = log.topicId();
            return known.is(Topics.EVENTS, new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()))
                    ? Optional.empty()
                    : Optional.of(
                            "the log that history is made of: this topic was made anew, ./parley restore-log is needed");
        } catch (UnknownTopicOrPartitionException none) {
            return Optional.of("the topic to be there");
        } catch (SqlFailure failure) {
            return Optional.of("Postgres");
        }
    }
}
