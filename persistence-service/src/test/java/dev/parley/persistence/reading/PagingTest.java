package dev.parley.persistence.reading;

import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PagingTest extends ServiceTest {
    @Test
    void everyPageHoldsExactlyWhatItSaysItCovers() {
        UUID group = scene.group(ann, bob);
        for (int i = 1; i <= 230; i++) {
            scene.send(Topics.EVENTS, group.toString(), scene.bytes(message(ann, "m" + i)));
        }
        scene.flush();
        scene.awaitSeq(group, ann, 230);

        covers(group, "?after=0&limit=500", 1, 200);
        covers(group, "?after=200", 201, 230);
        covers(group, "?after=230", 231, 230);
        covers(group, "?before=231&limit=30", 201, 230);
        covers(group, "?before=10", 1, 9);
        covers(group, "?before=1", 1, 0);
        covers(group, "", 181, 230);
    }

    @Test
    void logOfANewConversationIsEmpty() {
        UUID group = scene.group(ann, bob);
        covers(group, "", 1, 0);
        covers(group, "?after=0", 1, 0);
    }

    private void covers(UUID group, String query, long from, long to) {
        JsonPath page = scene.events(group, bob, query);
        List<Long> expected = LongStream.rangeClosed(from, to).boxed().toList();
        assertThat(page.getLong("from")).isEqualTo(from);
        assertThat(page.getLong("to")).isEqualTo(to);
        assertThat(page.getList("events.seq", Long.class)).isEqualTo(expected);
    }
}
