package dev.parley.presence.sweep;

import static java.util.stream.Collectors.toMap;

import dev.parley.api.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code chat.sessions} and its consumer group, asked through Kafka's admin client. */
@ApplicationScoped
class KafkaReportLog implements ReportLog {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final Map<String, Object> kafka;
    private final String group;
    private Admin admin;

    KafkaReportLog(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.incoming.sessions.group.id") String group) {
        this.kafka = kafka;
        this.group = group;
    }

    @Override
    public synchronized Optional<State> look() {
        try {
            List<TopicPartition> partitions = partitions();
            Offsets ends = offsets(partitions, OffsetSpec.latest());
            Map<Integer, Long> committed =
                    new HashMap<>(offsets(partitions, OffsetSpec.earliest()).byPartition());
            committed.putAll(committed());
            return Optional.of(new State(ends, new Offsets(committed)));
        } catch (ExecutionException | KafkaException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        return admin()
                .describeTopics(List.of(Topics.SESSIONS))
                .allTopicNames()
                .get()
                .get(Topics.SESSIONS)
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(Topics.SESSIONS, partition.partition()))
                .toList();
    }

    private Offsets offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var wanted = partitions.stream().collect(toMap(partition -> partition, partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin().listOffsets(wanted).all().get();
        return new Offsets(found.entrySet().stream()
                .collect(toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset())));
    }

    /** Without the partitions of which nothing was committed: those count as read up to where they begin. */
    private Map<Integer, Long> committed() throws ExecutionException, InterruptedException {
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : admin().listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()) {
            if (entry.getValue() != null && entry.getKey().topic().equals(Topics.SESSIONS)) {
                offsets.put(entry.getKey().partition(), entry.getValue().offset());
            }
        }
        return offsets;
    }

    /** Made when first needed, so that the service starts without Kafka. */
    private Admin admin() {
        if (admin == null) {
            Map<String, Object> config = new HashMap<>(kafka);
            config.keySet().retainAll(AdminClientConfig.configNames());
            config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
            config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
            admin = Admin.create(config);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofMillis(TIMEOUT_MILLIS));
        }
    }
}
