package dev.parley.persistence.audit;

import static dev.parley.persistence.Scene.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.topic.Position;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest extends ServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "parley.events.partitions")
    int partitions;

    @Inject
    MeterRegistry metrics;

    @Test
    void equalCountsAgreeAndOthersAreADivergence() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "1"), message(ann, "2"), message(ann, "3"));
        scene.awaitSeq(group, ann, 3);
        double agreed = counter("parley.audit.compared");
        double diverged = counter("parley.audit.divergence");

        // Facts are told again until the auditor has joined its group: it begins with what is new.
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            count(group, 3);
            return counter("parley.audit.compared") > agreed;
        });
        assertThat(counter("parley.audit.divergence")).isEqualTo(diverged);

        count(group, 4);

        await().atMost(PATIENCE).until(() -> counter("parley.audit.divergence") > diverged);
    }

    /** Says, as a router does, how many events the conversation has at the offset where history stands. */
    private void count(UUID group, long events) {
        int partition = BuiltInPartitioner.partitionForKey(group.toString().getBytes(UTF_8), partitions);
        long next = scene.sql(
                Long.class,
                "select next_offset from partition_offsets where topic = ? and partition = ?",
                Topics.EVENTS,
                partition);
        scene.send(Topics.POSITIONS, group.toString(), new Position(next - 1, events));
        scene.flush();
    }

    private double counter(String name) {
        return metrics.counter(name, "what", "history").count();
    }
}
