package dev.parley.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.id.UserId;
import dev.parley.persistence.ServiceTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeparturesTest extends ServiceTest {
    private static final String WAITERS =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    @Inject
    Departed departed;

    @Test
    void whoDepartsLeavesHisGroupsAndAnHeir() {
        UUID owned = scene.group(ann, bob, eve);
        UUID joined = scene.group(bob, ann);

        assertThat(depart(ann)).isEqualTo(204);

        assertThat(members(owned)).isEqualTo(Map.of(bob.toString(), "owner", eve.toString(), "member"));
        assertThat(members(joined)).isEqualTo(Map.of(bob.toString(), "owner"));
        scene.awaitSeq(owned, bob, 2);
        JsonPath events = scene.events(owned, bob, "");
        assertThat(events.getList("events.kind")).containsExactly("roleChanged", "memberRemoved");
        assertThat(events.getList("events.sender")).containsOnly(ann.toString());
    }

    @Test
    void sayingItAgainChangesNothing() {
        UUID group = scene.group(ann, bob);
        depart(ann);
        long version = state(group).getLong("version");

        assertThat(depart(ann)).isEqualTo(204);

        assertThat(state(group).getLong("version")).isEqualTo(version);
    }

    @Test
    void directConversationsStayAsTheOthersHistory() {
        String direct = direct(bob, ann).path("id");

        depart(ann);

        assertThat(members(UUID.fromString(direct))).containsOnlyKeys(ann.toString(), bob.toString());
        Response again = direct(bob, ann);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("id")).isEqualTo(direct);
    }

    @Test
    void nobodyBringsHimBackIntoAnything() {
        UUID group = scene.group(bob, eve);

        depart(ann);

        refused(direct(bob, ann));
        refused(scene.as(bob)
                .body(Map.of("type", "group", "title", "Team", "members", List.of(eve, ann)))
                .post("/api/conversations"));
        refused(scene.as(bob).body(Map.of("user", ann)).post("/api/conversations/" + group + "/members"));
        refused(direct(ann, eve));
        assertThat(members(group)).doesNotContainKey(ann.toString());
    }

    @Test
    void moreGroupsThanOneCallLeavesAreLeftByTheNext() {
        List<UUID> groups = new ArrayList<>();
        for (int i = 0; i < Departures.AT_ONCE + 1; i++) {
            groups.add(scene.group(bob, ann));
        }

        assertThat(depart(ann)).isEqualTo(202);
        assertThat(depart(ann)).isEqualTo(204);

        assertThat(groups).allSatisfy(group -> assertThat(members(group)).containsOnlyKeys(bob.toString()));
    }

    /** Otherwise he would be put into a group after he had left them all. */
    @Test
    void aDepartureWaitsForThoseWhoAreJustBringingHimIn() throws Exception {
        UserId user = new UserId(ann);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> departure = QuarkusTransaction.requiringNew().call(() -> {
                departed.requireNone(List.of(user));
                Future<?> waiting = other.submit(() -> departed.add(user));
                await().atMost(Duration.ofSeconds(30)).until(() -> scene.sql(Long.class, WAITERS) > 0);
                assertThat(waiting.isDone()).isFalse();
                return waiting;
            });

            departure.get();
        }
        assertThat(scene.sql(Long.class, "select count(*) from departed where user_id = ?", ann))
                .isEqualTo(1);
    }

    private int depart(UUID user) {
        return scene.asService().put("/internal/users/" + user + "/departure").statusCode();
    }

    private Response direct(UUID caller, UUID other) {
        return scene.as(caller)
                .body(Map.of("type", "direct", "members", List.of(other)))
                .post("/api/conversations");
    }

    private static void refused(Response response) {
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.<String>path("code")).isEqualTo("not_found");
    }

    private JsonPath state(UUID group) {
        return scene.asService().get("/internal/conversations/" + group).jsonPath();
    }

    private Map<String, String> members(UUID group) {
        return state(group).<Map<String, String>>getList("members").stream()
                .collect(java.util.stream.Collectors.toMap(member -> member.get("user"), member -> member.get("role")));
    }
}
