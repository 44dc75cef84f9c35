package dev.parley.persistence.conversation;

import static dev.parley.persistence.Scene.delete;
import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.Receipt;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConversationsTest extends ServiceTest {
    @Test
    void directConversationIsOneForThePairWhoeverAsks() {
        Response made = direct(ann, bob);
        Response found = direct(bob, ann);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/api/conversations/" + made.path("id"));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.<String>path("id")).isEqualTo(made.path("id"));
        assertThat(made.jsonPath().getList("members.role")).containsExactly("member", "member");
        assertThat(made.jsonPath().getLong("lastSeq")).isZero();
        assertThat(made.jsonPath().getInt("unread")).isZero();
        assertThat(made.jsonPath().getMap("$")).doesNotContainKeys("title", "lastEvent");
    }

    @Test
    void racingRequestsMakeOneDirectConversation() throws Exception {
        List<Future<Response>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                boolean annAsks = i % 2 == 0;
                answers.add(pool.submit(() -> annAsks ? direct(ann, bob) : direct(bob, ann)));
            }
        }

        Set<String> ids = new HashSet<>();
        int created = 0;
        for (Future<Response> answer : answers) {
            assertThat(answer.get().statusCode()).isIn(200, 201);
            created += answer.get().statusCode() == 201 ? 1 : 0;
            ids.add(answer.get().path("id"));
        }
        assertThat(ids).hasSize(1);
        assertThat(created).isEqualTo(1);
    }

    @Test
    void makerOfAGroupIsItsOwnerAndMembersKeepTheirOrder() {
        UUID group = scene.group(ann, bob, eve);

        JsonPath seen = scene.conversation(group, eve);
        assertThat(seen.getString("type")).isEqualTo("group");
        assertThat(seen.getString("title")).isEqualTo("Team");
        assertThat(seen.getList("members.user")).containsExactly(ann.toString(), bob.toString(), eve.toString());
        assertThat(seen.getList("members.role")).containsExactly("owner", "member", "member");
    }

    @Test
    void listShowsTheNewestActivityFirstAPageAtATime() {
        UUID first = scene.group(ann, bob);
        UUID second = scene.group(ann, bob);
        UUID third = scene.group(ann, bob);
        scene.log(first, message(bob, "newest"));
        scene.awaitSeq(first, ann, 1);

        JsonPath page = scene.as(ann).get("/api/conversations?limit=2").jsonPath();
        assertThat(page.getList("conversations.id")).containsExactly(first.toString(), third.toString());
        assertThat(page.getString("conversations[0].lastEvent.text")).isEqualTo("newest");
        JsonPath rest = scene.as(ann)
                .get("/api/conversations?limit=2&before=" + page.getString("next"))
                .jsonPath();
        assertThat(rest.getList("conversations.id")).containsExactly(second.toString());
        assertThat(rest.getString("next")).isNull();
        assertThat(scene.as(eve).get("/api/conversations").jsonPath().getList("conversations"))
                .isEmpty();
    }

    @Test
    void pageOfCrowdsStopsAtAboutAMebibyteAndTheNextOneGoesOn() {
        List<UUID> crowds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            crowds.addFirst(scene.group(
                    ann, Stream.generate(UUID::randomUUID).limit(999).toArray(UUID[]::new)));
        }

        Response first = scene.as(ann).get("/api/conversations?limit=200");
        Response rest = scene.as(ann).get("/api/conversations?limit=200&before=" + first.path("next"));

        assertThat(first.asByteArray()).hasSizeLessThan((1 << 20) + 150_000);
        assertThat(first.jsonPath().getList("conversations")).hasSizeBetween(8, 11);
        List<String> ids = new ArrayList<>(first.jsonPath().<String>getList("conversations.id"));
        ids.addAll(rest.jsonPath().getList("conversations.id"));
        assertThat(ids)
                .containsExactlyElementsOf(crowds.stream().map(UUID::toString).toList());
        assertThat(rest.<String>path("next")).isNull();
    }

    @Test
    void unreadCountsOthersMessagesAfterTheMarkThatAreNotDeleted() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(bob, "1"), message(bob, "2"), message(ann, "mine"), message(bob, "4"));
        scene.log(group, message(bob, "5"), delete(bob, 5));
        scene.awaitSeq(group, ann, 6);
        assertThat(scene.conversation(group, ann).getInt("unread")).isEqualTo(3);
        assertThat(scene.conversation(group, bob).getInt("unread")).isEqualTo(1);

        receipt(group, ann, 2, 1);
        await().untilAsserted(() ->
                assertThat(scene.conversation(group, ann).getInt("unread")).isEqualTo(2));
        JsonPath seen = scene.conversation(group, bob);
        assertThat(seen.getLong("members[0].readSeq")).isEqualTo(1);
        assertThat(seen.getLong("members[0].deliveredSeq")).isEqualTo(2);
        assertThat(seen.getString("lastEvent.text")).isEmpty();
        assertThat(seen.getBoolean("lastEvent.state.deleted")).isTrue();
    }

    @Test
    void marksOnlyMoveForwardAndOnlyThoseOfMembers() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(bob, "1"), message(bob, "2"), message(bob, "3"));
        scene.awaitSeq(group, ann, 3);

        receipt(group, eve, 3, 3);
        receipt(group, ann, 0, 3);
        receipt(group, ann, 1, 1);
        scene.send(Topics.RECEIPTS, group.toString(), "garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        receipt(group, bob, 2, 0);

        await().untilAsserted(
                        () -> assertThat(scene.conversation(group, ann).getList("members.deliveredSeq", Long.class))
                                .containsExactly(3L, 2L));
        assertThat(scene.conversation(group, ann).getList("members.readSeq", Long.class))
                .containsExactly(3L, 0L);
    }

    @Test
    void groupsMayHaveAThousandMembersAndNoMore() {
        List<UUID> crowd =
                IntStream.range(0, 999).mapToObj(i -> UUID.randomUUID()).toList();
        String id = scene.as(ann)
                .body(Map.of("type", "group", "title", "Crowd", "members", crowd))
                .post("/api/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        Response full = scene.as(ann).body(Map.of("user", eve)).post("/api/conversations/" + id + "/members");
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.<String>path("code")).isEqualTo("conflict");
        assertThat(full.<String>path("detail")).contains("1,000");
    }

    private Response direct(UUID caller, UUID other) {
        return scene.as(caller)
                .body(Map.of("type", "direct", "members", List.of(other)))
                .post("/api/conversations");
    }

    private void receipt(UUID group, UUID user, long delivered, long read) {
        scene.send(
                Topics.RECEIPTS,
                group.toString(),
                new Receipt(new ConversationId(group), new UserId(user), delivered, read));
        scene.flush();
    }
}
