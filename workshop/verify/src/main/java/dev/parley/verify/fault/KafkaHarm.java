package dev.parley.verify.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is done to a running Kafka as one of its clients. Blocks. */
final class KafkaHarm {
    private static final List<String> POISON = List.of(
            "this is no JSON",
            "{\"kind\":\"message\",\"sender\":\"nobody\"}",
            "{\"kind\":\"riddle\",\"sender\":\"0197f000-0000-7000-8000-000000000001\"}",
            "[]",
            "");

    private final Map<String, Object> settings;

    KafkaHarm(String bootstrap) {
        this.settings = Map.of("bootstrap.servers", bootstrap);
    }

    /** Writes one unreadable record for each of these conversations, and some that belong to none. */
    int poison(List<String> conversations) {
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int number = 0;
            for (String conversation : conversations) {
                String value = POISON.get(number++ % POISON.size());
                producer.send(record(conversation, value)).get(10, TimeUnit.SECONDS);
            }
            producer.send(record("no conversation", POISON.getFirst())).get(10, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(Topics.EVENTS, POISON.getFirst().getBytes(UTF_8)))
                    .get(10, TimeUnit.SECONDS);
            return number + 2;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the poison could not be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String key, String value) {
        return new ProducerRecord<>(Topics.EVENTS, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** Puts every member out of every group. Returns the number of groups. */
    int removeAllMembers() {
        try (Admin admin = Admin.create(settings)) {
            var groups = admin.listGroups(ListGroupsOptions.forConsumerGroups())
                    .all()
                    .get(10, TimeUnit.SECONDS);
            int removed = 0;
            for (GroupListing group : groups) {
                if (removeMembers(admin, group.groupId())) {
                    removed++;
                }
            }
            return removed;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the groups could not be listed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A group without members cannot be emptied, which is as good. */
    private static boolean removeMembers(Admin admin, String group) throws InterruptedException, TimeoutException {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get(10, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }
}
