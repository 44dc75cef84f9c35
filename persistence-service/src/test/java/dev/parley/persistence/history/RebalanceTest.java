package dev.parley.persistence.history;

import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import dev.parley.persistence.kafka.KafkaClients;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RebalanceTest extends ServiceTest {
    @Inject
    KafkaClients clients;

    @Inject
    HistoryLoops loops;

    @Test
    void instancesThatComeAndGoLeaveHistoryWhole() {
        List<UUID> groups = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            groups.add(scene.group(ann, bob));
        }
        int said = 0;
        for (int life = 0; life < 2; life++) {
            said += shareTheWork(groups, said);
        }
        for (UUID group : groups) {
            scene.awaitSeq(group, ann, said);
            JsonPath page = scene.events(group, ann, "?after=0&limit=200");
            assertThat(page.getList("events.text", String.class))
                    .containsExactlyElementsOf(IntStream.range(0, Math.min(200, said))
                            .mapToObj(i -> "m" + i)
                            .toList());
            assertThat(page.getList("events.kind")).containsOnly("message");
        }
    }

    /** A second instance's consumer joins, takes partitions, writes for a while and leaves. */
    private int shareTheWork(List<UUID> groups, int from) {
        int said = 0;
        try (KafkaConsumer<byte[], byte[]> second = clients.consumer("persistence", "none", 7)) {
            HistoryLoop loop = loops.on(second);
            loop.subscribe();
            Instant deadline = Instant.now().plus(Duration.ofSeconds(40));
            for (int turnsWithWork = 0;
                    turnsWithWork < 10;
                    turnsWithWork += second.assignment().isEmpty() ? 0 : 1) {
                assertThat(Instant.now()).isBefore(deadline);
                for (UUID group : groups) {
                    scene.send(Topics.EVENTS, group.toString(), scene.bytes(message(ann, "m" + (from + said))));
                }
                said++;
                scene.flush();
                loop.turn();
            }
        }
        return said;
    }
}
