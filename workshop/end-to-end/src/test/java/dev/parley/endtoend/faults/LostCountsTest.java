package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.engine.Engine;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What routers have written down of their counts is lost. The steps are those of docs/operations.md. */
@Order(Order.DEFAULT + 3)
@ExtendWith(SharedStack.class)
class LostCountsTest {
    private static final int PER_SECOND = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FACTS = "chat.positions";
    private static final int PARTITIONS = 12;

    @Test
    void withoutFactsTheLogIsCountedAnewAndEverybodyHasEverything(RunningParley running) throws Exception {
        survives(running, admin -> {
            admin.deleteTopics(List.of(FACTS)).all().get();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> created(admin));
        });
    }

    @Test
    void withoutTheGroupsOffsetsRoutersGoOnFromTheFacts(RunningParley running) throws Exception {
        survives(
                running,
                admin -> await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                    // Refused until the group has noticed that everybody left.
                    admin.deleteConsumerGroups(List.of("router")).all().get();
                    return true;
                }));
    }

    private static void survives(RunningParley running, Disaster disaster) throws Exception {
        List<ServiceInstance> routers = running.instances(ServiceKind.MESSAGE);
        try (Chatter chatter = Chatter.start(running, PER_SECOND)) {
            chatter.awaitMoreAcked(3 * PER_SECOND);
            routers.forEach(ServiceInstance::stop);
            try (Admin admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    "localhost:" + running.engine(Engine.Kind.KAFKA).port()))) {
                disaster.happen(admin);
            }
            routers.forEach(running::startAgain);

            Set<UUID> since = chatter.awaitMoreAcked(3 * PER_SECOND);
            chatter.awaitHeardByAll(since);
            assertThat(chatter.endAndAudit()).isGreaterThan(6 * PER_SECOND);
        }
    }

    /** As docker/kafka/topics.sh makes it; a name that was just deleted is not free at once. */
    private static boolean created(Admin admin) throws InterruptedException, ExecutionException {
        var topic = new NewTopic(FACTS, PARTITIONS, (short) 1).configs(Map.of("cleanup.policy", "compact"));
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private interface Disaster {
        void happen(Admin admin) throws Exception;
    }
}
