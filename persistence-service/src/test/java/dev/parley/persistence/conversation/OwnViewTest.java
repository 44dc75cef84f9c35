package dev.parley.persistence.conversation;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnViewTest extends ServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void mutingIsSeenByOneselfAlone() {
        UUID group = scene.group(ann, bob);
        Response answer = prefer(group, ann, Map.of("muted", true));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Boolean>path("muted")).isTrue();
        assertThat(scene.as(ann)
                        .get("/api/conversations")
                        .<Boolean>path("conversations.find { it.id == '%s' }.muted", group.toString()))
                .isTrue();
        assertThat(scene.conversation(group, bob).getBoolean("muted")).isFalse();
        assertThat(prefer(group, ann, Map.of("muted", false)).<Boolean>path("muted"))
                .isFalse();
    }

    @Test
    void markedUnreadCountsFromThereUntilOneReadsOn() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(bob, "one"), message(bob, "two"), message(bob, "three"));
        scene.awaitSeq(group, ann, 3);
        read(group, ann, 3);
        awaitUnread(group, 0);

        assertThat(prefer(group, ann, Map.of("unreadFrom", 2)).<Integer>path("unread"))
                .isEqualTo(2);
        assertThat(scene.conversation(group, ann).getInt("unreadFrom")).isEqualTo(2);

        scene.log(group, message(bob, "four"));
        scene.awaitSeq(group, ann, 4);
        read(group, ann, 4);
        awaitUnread(group, 0);
        assertThat(scene.conversation(group, ann).<Object>get("unreadFrom")).isNull();
    }

    @Test
    void markIsTakenAwayByZeroAndLeavesTheRestAsItIs() {
        UUID group = scene.group(ann, bob);
        prefer(group, ann, Map.of("muted", true, "unreadFrom", 1));
        JsonPath view = prefer(group, ann, Map.of("unreadFrom", 0)).jsonPath();
        assertThat(view.<Object>get("unreadFrom")).isNull();
        assertThat(view.getBoolean("muted")).isTrue();
    }

    @Test
    void onlyWhatChangesIsAnnounced() {
        UUID group = scene.group(ann, bob);
        prefer(group, ann, Map.of("muted", true));
        prefer(group, ann, Map.of("muted", true));
        prefer(group, ann, Map.of("unreadFrom", 0));
        assertThat(scene.asService().get("/internal/conversations/" + group).<Integer>path("version"))
                .isEqualTo(1);
    }

    @Test
    void strangersPreferNothingAndReportNothing() {
        UUID direct = direct();
        assertThat(prefer(direct, eve, Map.of("muted", true)).statusCode()).isEqualTo(404);
        assertThat(report(direct, UUID.randomUUID().toString(), eve, Map.of("outcome", "missed"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(prefer(direct, ann, Map.of("unreadFrom", -1)).statusCode()).isEqualTo(400);
    }

    @Test
    void aCallThatBothReportIsOneEvent() {
        UUID direct = direct();
        String call = UUID.randomUUID().toString();
        assertThat(report(direct, call, ann, Map.of("outcome", "answered", "seconds", 65))
                        .statusCode())
                .isEqualTo(204);
        assertThat(report(direct, call, bob, Map.of("outcome", "answered", "seconds", 64, "caller", ann))
                        .statusCode())
                .isEqualTo(204);
        assertThat(report(
                                direct,
                                UUID.randomUUID().toString(),
                                bob,
                                Map.of("outcome", "missed", "seconds", 9, "caller", ann))
                        .statusCode())
                .isEqualTo(204);
        scene.awaitSeq(direct, ann, 2);

        JsonPath page = scene.events(direct, ann, "");
        assertThat(page.getList("events.kind")).containsExactly("call", "call");
        assertThat(page.getString("events[0].call")).isEqualTo(call);
        assertThat(page.getString("events[0].sender")).isEqualTo(ann.toString());
        assertThat(page.getInt("events[0].seconds")).isEqualTo(65);
        assertThat(page.<Object>get("events[0].caller")).isNull();
        assertThat(page.getString("events[1].caller")).isEqualTo(ann.toString());
        assertThat(page.getInt("events[1].seconds")).isZero();
    }

    @Test
    void aCallThatNobodyTookIsUnreadToWhomItWasMade() {
        UUID direct = direct();
        for (String outcome : List.of("missed", "answered", "declined")) {
            report(direct, UUID.randomUUID().toString(), ann, Map.of("outcome", outcome));
        }
        report(direct, UUID.randomUUID().toString(), ann, Map.of("outcome", "missed", "caller", bob));
        scene.awaitSeq(direct, ann, 4);
        assertThat(scene.conversation(direct, bob).getInt("unread")).isEqualTo(1);
        assertThat(scene.conversation(direct, ann).getInt("unread")).isEqualTo(1);
        read(direct, ann, 4);
        awaitUnread(direct, 0);
        assertThat(scene.conversation(direct, bob).getInt("unread")).isEqualTo(1);
    }

    @Test
    void callsAreRefusedThatCannotHaveBeen() {
        UUID direct = direct();
        UUID group = scene.group(ann, bob);
        String call = UUID.randomUUID().toString();
        assertThat(report(direct, call, ann, Map.of("outcome", "great")).statusCode())
                .isEqualTo(400);
        assertThat(report(direct, "1", ann, Map.of("outcome", "missed")).statusCode())
                .isEqualTo(400);
        assertThat(report(direct, call, ann, Map.of("outcome", "answered", "seconds", -1))
                        .statusCode())
                .isEqualTo(400);
        assertThat(report(direct, call, ann, Map.of("outcome", "missed", "caller", eve))
                        .statusCode())
                .isEqualTo(400);
        assertThat(report(group, call, ann, Map.of("outcome", "missed")).statusCode())
                .isEqualTo(403);
    }

    private UUID direct() {
        return UUID.fromString(scene.as(ann)
                .body(Map.of("type", "direct", "members", List.of(bob)))
                .post("/api/conversations")
                .path("id"));
    }

    private Response prefer(UUID conversation, UUID user, Map<String, ?> wanted) {
        return scene.as(user).body(wanted).put("/api/conversations/" + conversation + "/preferences");
    }

    private Response report(UUID conversation, String call, UUID user, Map<String, ?> ended) {
        return scene.as(user).body(ended).put("/api/conversations/" + conversation + "/calls/" + call);
    }

    private void read(UUID conversation, UUID user, long seq) {
        Receipt receipt = new Receipt(new ConversationId(conversation), new UserId(user), seq, seq);
        scene.send(Topics.RECEIPTS, conversation.toString(), receipt);
        scene.flush();
    }

    private void awaitUnread(UUID conversation, int unread) {
        await().atMost(PATIENCE)
                .until(() -> scene.conversation(conversation, ann).getInt("unread") == unread);
    }
}
