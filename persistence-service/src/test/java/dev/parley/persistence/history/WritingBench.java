package dev.parley.persistence.history;

import static dev.parley.persistence.Scene.message;
import static org.awaitility.Awaitility.await;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How fast a backlog is written, and how far the search index is behind then. Not part of the suite: run it with
 * {@code -Dtest=WritingBench}.
 */
@QuarkusTest
class WritingBench extends ServiceTest {
    private static final Logger LOG = Logger.getLogger(WritingBench.class);
    private static final int CONVERSATIONS = 1_000;
    private static final int EVENTS = 400_000;
    private static final String TEXT = "The quick brown fox jumps over the lazy dog, number ";

    @Test
    void writesABacklog() {
        List<UUID> conversations = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            conversations.add(UUID.randomUUID());
            scene.sql(
                    UUID.class,
                    "insert into conversations values (?, 'GROUP', 'Bench', 1, now()) returning id",
                    conversations.getLast());
        }
        send(conversations, 20_000);
        await().atMost(Duration.ofMinutes(2)).until(written(20_000));

        long start = System.nanoTime();
        send(conversations, EVENTS);
        double sent = seconds(start);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(written(20_000 + EVENTS));
        double stored = seconds(start);
        LOG.infof("events=%d sent=%.1fs stored=%.1fs rate=%.0f/s", EVENTS, sent, stored, EVENTS / stored);
        LOG.infof("unindexed batches=%d", scene.sql(Long.class, "select count(*) from unindexed"));
        await().atMost(Duration.ofMinutes(5)).until(() -> scene.sql(Long.class, "select count(*) from unindexed") == 0);
        LOG.infof("indexed after %.1fs, %.0f/s", seconds(start), EVENTS / seconds(start));
    }

    private void send(List<UUID> conversations, int events) {
        for (int i = 0; i < events; i++) {
            UUID conversation = conversations.get(i % CONVERSATIONS);
            scene.send(Topics.EVENTS, conversation.toString(), scene.bytes(message(ann, TEXT + i)));
        }
        scene.flush();
    }

    private Callable<Boolean> written(long events) {
        return () -> scene.sql(Long.class, "select coalesce(sum(last_seq), 0)::bigint from heads") >= events;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
