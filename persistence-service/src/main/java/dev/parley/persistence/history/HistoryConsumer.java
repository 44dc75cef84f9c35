package dev.parley.persistence.history;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.kafka.ConsumerThread;
import dev.parley.persistence.kafka.KafkaClients;
import dev.parley.persistence.schema.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.jboss.logging.Logger;

/** Owns the thread {@code history}, on which all of this package runs. */
@ApplicationScoped
class HistoryConsumer {
    private static final Logger LOG = Logger.getLogger(HistoryConsumer.class);
    private static final String GROUP = "persistence";

    private final KafkaClients clients;
    private final HistoryConfig config;
    private final EventsConfig events;
    private final HistoryLoops loops;
    private final HistoryStatus status;
    private final ConsumerThread thread;

    HistoryConsumer(
            KafkaClients clients,
            Schema schema,
            HistoryConfig config,
            EventsConfig events,
            HistoryLoops loops,
            HistoryStatus status) {
        this.clients = clients;
        this.config = config;
        this.events = events;
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
        List<PartitionInfo> partitions = consumer.partitionsFor(Topics.EVENTS);
        int found = partitions == null ? 0 : partitions.size();
        if (found != events.partitions()) {
            status.waitsFor("the topic to have " + events.partitions() + " partitions, not " + found);
            LOG.errorf(
                    "event=history_refused topic=%s partitions=%d expected=%d action=wait",
                    Topics.EVENTS, found, events.partitions());
            return Optional.empty();
        }
        HistoryLoop loop = loops.on(consumer);
        loop.subscribe();
        return Optional.of(loop::turn);
    }
}
