package dev.parley.persistence.search;

import static dev.parley.persistence.Scene.delete;
import static dev.parley.persistence.Scene.edit;
import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import dev.parley.persistence.database.SearchPool;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchTest extends ServiceTest {
    @Inject
    SearchPool pool;

    @Inject
    Words words;

    private UUID group;

    @BeforeEach
    void makeGroup() {
        group = scene.group(ann, bob);
    }

    @Test
    void englishIsFoundByWordsInAnyOrderAndByTheStartOfTheLast() {
        said("The quick <brown> fox", "A slow brown bear");
        assertThat(found(ann, "BROWN")).containsExactly(2L, 1L);
        assertThat(found(ann, "fox quick")).containsExactly(1L);
        assertThat(found(ann, "brown be")).containsExactly(2L);
        assertThat(found(ann, "row")).isEmpty();
        assertThat(search(ann, "brown fox").getString("hits[0].highlight"))
                .isEqualTo("The quick &lt;<mark>brown</mark>&gt; <mark>fox</mark>");
    }

    @Test
    void umlautsAreFoundWithAndWithoutThem() {
        said("Schöne Grüße aus Köln");
        assertThat(found(ann, "grüße")).containsExactly(1L);
        assertThat(found(ann, "GRUSSE")).containsExactly(1L);
        assertThat(found(ann, "koln")).containsExactly(1L);
        assertThat(search(ann, "schone").getString("hits[0].highlight"))
                .isEqualTo("<mark>Schöne</mark> Grüße aus Köln");
    }

    @Test
    void chineseIsFoundByOneAndTwoCharacters() {
        said("我们明天在北京见面", "北方很冷");
        assertThat(found(ann, "北京")).containsExactly(1L);
        assertThat(found(ann, "见面")).containsExactly(1L);
        assertThat(found(ann, "北")).containsExactly(2L, 1L);
        assertThat(found(ann, "京北")).isEmpty();
        assertThat(search(ann, "北京").getString("hits[0].highlight")).isEqualTo("我们明天在<mark>北京</mark>见面");
    }

    @Test
    void otherScriptsAreFoundToo() {
        said("東京タワーでカレーを食べた", "안녕하세요 여러분", "Привет, мир", "สวัสดีครับ");
        assertThat(found(ann, "東京")).containsExactly(1L);
        assertThat(found(ann, "ｶﾚｰ")).containsExactly(1L);
        assertThat(found(ann, "食べた")).containsExactly(1L);
        assertThat(found(ann, "안녕")).containsExactly(2L);
        assertThat(found(ann, "МИР")).containsExactly(3L);
        assertThat(found(ann, "สวัสดี")).containsExactly(4L);
    }

    @Test
    void textsThatAreHardToCutHoldNothingUp() {
        said("\uD805\uDF00\uD805\uDF01\uD805\uDF02 Ahom", "x".repeat(8_000), "behind them");
        assertThat(found(ann, "behind")).containsExactly(3L);
        assertThat(found(ann, "ahom")).containsExactly(1L);
    }

    @Test
    void editsAreFoundByTheirNewTextAndDeletedMessagesNotAtAll() {
        said("original", "doomed");
        scene.log(group, edit(ann, 1, "corrected"), delete(ann, 2));
        await().untilAsserted(() -> assertThat(found(ann, "corrected")).containsExactly(1L));
        assertThat(found(ann, "original")).isEmpty();
        assertThat(found(ann, "doomed")).isEmpty();
        assertThat(search(ann, "corrected").getString("hits[0].state.text")).isEqualTo("corrected");
    }

    @Test
    void othersConversationsAreNeverSearched() {
        said("confidential");
        assertThat(found(bob, "confidential")).containsExactly(1L);
        assertThat(found(eve, "confidential")).isEmpty();
        assertThat(scene.as(eve)
                        .get("/api/search?q=confidential&conversation=" + group)
                        .jsonPath()
                        .getList("hits"))
                .isEmpty();
    }

    @Test
    void oneConversationCanBeSearchedAlone() {
        UUID other = scene.group(ann, bob);
        scene.log(other, message(ann, "needle elsewhere"));
        said("needle");
        scene.awaitSeq(other, ann, 1);
        await().untilAsserted(
                        () -> assertThat(search(ann, "needle").getList("hits")).hasSize(2));
        assertThat(scene.as(ann)
                        .get("/api/search?q=needle&conversation=" + other)
                        .jsonPath()
                        .getList("hits.text"))
                .containsExactly("needle elsewhere");
    }

    @Test
    void operatorsAndQuotesAreOnlyCharacters() {
        said("it's 50% off & more | less");
        assertThat(found(ann, "it's & ! | (")).containsExactly(1L);
        assertThat(found(ann, "'\\:*")).isEmpty();
    }

    @Test
    void beginningsAreFoundAmongTheNewestMessagesAndWholeWordsEverywhere() {
        String[] texts = new String[2_101];
        Arrays.fill(texts, "filler");
        texts[0] = "Zanzibar treasure";
        texts[2_000] = "Zanesville";
        said(texts);

        assertThat(found(ann, "zane")).containsExactly(2_001L);
        assertThat(found(ann, "zanzibar")).containsExactly(1L);
        assertThat(found(ann, "treasure zanzibar")).containsExactly(1L);
        assertThat(found(ann, "zanz")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "and", "another", "and a"})
    void frequentWordsCostNoMoreThanTheAnswer(String words) throws Exception {
        said(IntStream.range(0, 5_000).mapToObj(i -> "and another " + i + " a").toArray(String[]::new));

        assertThat(rowsRead("message_terms", words)).isLessThan(200);
        assertThat(rowsRead("events", words)).isLessThan(200);
        assertThat(search(ann, words).getList("hits")).hasSize(20);
    }

    /** Rows of a table (or its partitions) that a search touched. */
    private long rowsRead(String table, String words) throws Exception {
        JsonNode plan = pool.read(connection -> {
            try (var statistics = connection.createStatement()) {
                statistics.execute("analyze message_terms");
            }
            try (var explain = connection.prepareStatement("explain (analyze, format json) " + PostgresSearch.FIND)) {
                PostgresSearch.bind(explain, ann, null, Query.of(words, this.words), 20);
                try (var rows = explain.executeQuery()) {
                    rows.next();
                    return new ObjectMapper().readTree(rows.getString(1));
                } catch (JsonProcessingException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        });
        long read = 0;
        for (JsonNode node : plan.findParents("Relation Name")) {
            if (node.path("Relation Name").asText().startsWith(table)) {
                double each = node.path("Actual Rows").asDouble()
                        + node.path("Rows Removed by Filter").asDouble()
                        + node.path("Rows Removed by Index Recheck").asDouble();
                read += Math.round(each * node.path("Actual Loops").asDouble());
            }
        }
        return read;
    }

    /** Says these in the group and waits until the last one can be found. */
    private void said(String... texts) {
        for (String text : texts) {
            scene.send(Topics.EVENTS, group.toString(), scene.bytes(message(ann, text)));
        }
        scene.flush();
        scene.awaitSeq(group, ann, texts.length);
        await().until(() -> Long.valueOf(texts.length)
                .equals(scene.sql(Long.class, "select count(*) from message_terms where conversation_id = ?", group)));
    }

    private JsonPath search(UUID user, String query) {
        return scene.as(user)
                .queryParam("q", query)
                .get("/api/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<Long> found(UUID user, String query) {
        return search(user, query).getList("hits.seq", Long.class);
    }
}
