package dev.parley.stack.log;

import dev.parley.stack.process.StackFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** What is asked of Kafka about topics as such. Blocks. */
final class LogTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Admin admin;

    LogTopics(String bootstrap) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** What tells a topic from another one that had its name before. */
    UUID id(String topic) throws ExecutionException, InterruptedException {
        Uuid id = describe(topic).topicId();
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    int partitions(String topic) throws ExecutionException, InterruptedException {
        return describe(topic).partitions().size();
    }

    boolean isThere(String topic) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().contains(topic);
    }

    /** Partition to the offset behind its last record. */
    Map<Integer, Long> ends(String topic) throws ExecutionException, InterruptedException {
        return offsets(topic, OffsetSpec.latest());
    }

    /** Partition to the offset of its first record. */
    Map<Integer, Long> beginnings(String topic) throws ExecutionException, InterruptedException {
        return offsets(topic, OffsetSpec.earliest());
    }

    private Map<Integer, Long> offsets(String topic, OffsetSpec which) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions(topic))
                .mapToObj(number -> new TopicPartition(topic, number))
                .collect(Collectors.toMap(partition -> partition, _ -> which));
        Map<Integer, Long> offsets = new TreeMap<>();
        inTheEnd(() -> admin.listOffsets(asked).all().get(), RetriableException.class)
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    /** Makes a topic like another one, but with so many partitions. */
    void createLike(String topic, String name, int partitions) throws ExecutionException, InterruptedException {
        create(like(topic, name, partitions));
    }

    /** Makes a topic anew, empty. */
    void replace(String topic, int partitions) throws ExecutionException, InterruptedException {
        NewTopic next = like(topic, topic, partitions);
        delete(topic);
        create(next);
    }

    private NewTopic like(String topic, String name, int partitions) throws ExecutionException, InterruptedException {
        short replicas =
                (short) describe(topic).partitions().getFirst().replicas().size();
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> settings =
                admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        return new NewTopic(name, partitions, replicas).configs(settings);
    }

    void delete(String topic) throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    void deleteIfThere(String topic) throws ExecutionException, InterruptedException {
        if (isThere(topic)) {
            delete(topic);
        }
    }

    /** The name of a topic that was just deleted is not free at once. */
    private void create(NewTopic topic) throws ExecutionException, InterruptedException {
        inTheEnd(() -> admin.createTopics(List.of(topic)).all().get(), TopicExistsException.class);
    }

    /** A topic that was just made is not known to every broker at once. */
    private TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
        return inTheEnd(
                () -> admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic), RetriableException.class);
    }

    /** Asks again while the answer is of this kind, for a while. */
    private static <T> T inTheEnd(Question<T> question, Class<? extends Exception> whileItIs)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.ask();
            } catch (ExecutionException e) {
                if (!whileItIs.isInstance(e.getCause()) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    /** Refuses if somebody still reads these topics. */
    void requireStopped(Set<String> topics) throws ExecutionException, InterruptedException {
        Set<String> busy = busyGroups(topics);
        if (!busy.isEmpty()) {
            throw new StackFailure(
                    "stop message-service and persistence-service first: groups " + busy + " have members");
        }
    }

    /** Groups that have read these topics and still have members. */
    private Set<String> busyGroups(Set<String> topics) throws ExecutionException, InterruptedException {
        Set<String> busy = new HashSet<>();
        for (String group : groups()) {
            boolean reads = !offsetsOf(group, topics).isEmpty();
            boolean lives = !admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .isEmpty();
            if (reads && lives) {
                busy.add(group);
            }
        }
        return busy;
    }

    /** Lets every group forget where it was in these topics. */
    void forgetOffsets(Set<String> topics) throws ExecutionException, InterruptedException {
        for (String group : groups()) {
            Set<TopicPartition> known = offsetsOf(group, topics);
            if (!known.isEmpty()) {
                admin.deleteConsumerGroupOffsets(group, known).all().get();
            }
        }
    }

    private List<String> groups() throws ExecutionException, InterruptedException {
        return admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .toList();
    }

    private Set<TopicPartition> offsetsOf(String group, Set<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                .filter(partition -> topics.contains(partition.topic()))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        admin.close();
    }
}
