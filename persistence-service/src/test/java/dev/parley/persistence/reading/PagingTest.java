package dev.parley.persistence.reading;

import static dev.parley.persistence.Scene.edit;
import static dev.parley.persistence.Scene.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.Seqs;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PagingTest extends ServiceTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int LONG = 40_000;

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

    @Test
    void greatestSeqOfAllIsPastTheEnd() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "1"), message(ann, "2"), message(ann, "3"));
        scene.awaitSeq(group, ann, 3);

        covers(group, "?after=" + Seqs.MAX, Seqs.MAX + 1, Seqs.MAX);
        covers(group, "?before=" + Seqs.MAX + "&limit=2", 2, 3);
    }

    @Test
    void longPagesStopAtAboutAMebibyteAndTheNextOneGoesOn() {
        UUID group = groupWithLongMessages(40);

        List<Long> read = new ArrayList<>();
        long to = 0;
        for (int pages = 0; to < 40; pages++) {
            Response page = scene.page(group, bob, "?after=" + to + "&limit=200");
            assertThat(page.asByteArray()).hasSizeLessThan(MEBIBYTE + LONG + 10_000);
            assertThat(page.<Integer>path("from")).isEqualTo((int) to + 1);
            assertThat(page.<Integer>path("to")).isGreaterThan((int) to);
            assertThat(pages).isLessThan(5);
            to = page.<Integer>path("to");
            read.addAll(page.jsonPath().getList("events.seq", Long.class));
            assertThat(read).last().isEqualTo(to);
        }
        assertThat(read)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void longPagesBeforeASeqKeepTheirEndAndStartLater() {
        UUID group = groupWithLongMessages(40);

        JsonPath page = scene.events(group, bob, "?before=40&limit=200");

        assertThat(page.getLong("to")).isEqualTo(39);
        assertThat(page.getLong("from")).isGreaterThan(1);
        assertThat(page.getList("events.seq", Long.class))
                .isEqualTo(
                        LongStream.rangeClosed(page.getLong("from"), 39).boxed().toList());
    }

    @Test
    void whatAMessageReadsNowIsPartOfItsLength() {
        UUID group = scene.group(ann, bob);
        for (int i = 1; i <= 40; i++) {
            scene.send(Topics.EVENTS, group.toString(), scene.bytes(message(ann, "short")));
        }
        for (int i = 1; i <= 40; i++) {
            scene.send(Topics.EVENTS, group.toString(), scene.bytes(edit(ann, i, "x".repeat(LONG))));
        }
        scene.flush();
        scene.awaitSeq(group, ann, 80);

        Response page = scene.page(group, bob, "?after=0&limit=40");

        assertThat(page.asByteArray()).hasSizeLessThan(MEBIBYTE + LONG + 10_000);
        assertThat(page.<Integer>path("to")).isBetween(20, 39);
    }

    @Test
    void linesForGatewaysStopThereToo() {
        UUID group = groupWithLongMessages(40);
        String path = "/internal/conversations/" + group + "/events?limit=1000&after=";

        byte[] lines = scene.asService().get(path + 0).asByteArray();
        long last = new String(lines, UTF_8).lines().count();
        String next = scene.asService().get(path + last).asString();

        assertThat(lines).hasSizeLessThan(MEBIBYTE + LONG + 10_000);
        assertThat(last).isBetween(20L, 39L);
        assertThat(next).contains("\"seq\":" + (last + 1) + ",").contains("\"seq\":40,");
    }

    private UUID groupWithLongMessages(int count) {
        UUID group = scene.group(ann, bob);
        for (int i = 1; i <= count; i++) {
            scene.send(Topics.EVENTS, group.toString(), scene.bytes(message(ann, "x".repeat(LONG))));
        }
        scene.flush();
        scene.awaitSeq(group, ann, count);
        return group;
    }

    private void covers(UUID group, String query, long from, long to) {
        JsonPath page = scene.events(group, bob, query);
        List<Long> expected = LongStream.rangeClosed(from, to).boxed().toList();
        assertThat(page.getLong("from")).isEqualTo(from);
        assertThat(page.getLong("to")).isEqualTo(to);
        assertThat(page.getList("events.seq", Long.class)).isEqualTo(expected);
    }
}
