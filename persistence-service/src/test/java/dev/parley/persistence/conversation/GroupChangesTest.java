package dev.parley.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GroupChangesTest extends ServiceTest {
    private static final String PROBLEM = "application/problem+json";

    @Test
    void changesBecomeSystemEventsInTheLog() {
        UUID group = scene.group(ann, bob);
        assertThat(rename(group, ann, "  Crew ").statusCode()).isEqualTo(200);
        assertThat(add(group, ann, eve, null).statusCode()).isEqualTo(201);
        assertThat(role(group, ann, bob, "admin").statusCode()).isEqualTo(204);
        assertThat(remove(group, bob, eve).statusCode()).isEqualTo(204);
        scene.awaitSeq(group, ann, 4);

        JsonPath page = scene.events(group, ann, "");
        assertThat(page.getList("events.kind"))
                .containsExactly("titleChanged", "memberAdded", "roleChanged", "memberRemoved");
        assertThat(page.getList("events.sender"))
                .containsExactly(ann.toString(), ann.toString(), ann.toString(), bob.toString());
        assertThat(page.getString("events[0].title")).isEqualTo("Crew");
        assertThat(page.getString("events[1].user")).isEqualTo(eve.toString());
        assertThat(page.getString("events[1].role")).isEqualTo("member");
        assertThat(page.getString("events[2].role")).isEqualTo("admin");
        assertThat(scene.conversation(group, ann).getString("title")).isEqualTo("Crew");
        assertThat(state(group).getLong("version")).isEqualTo(5);
        assertThat(state(group).getList("members.role")).containsExactly("owner", "admin");
    }

    @Test
    void changesThatChangeNothingLeaveNoTrace() {
        UUID group = scene.group(ann, bob);
        assertThat(rename(group, ann, "Team").statusCode()).isEqualTo(200);
        assertThat(role(group, ann, bob, "member").statusCode()).isEqualTo(204);
        assertThat(state(group).getLong("version")).isEqualTo(1);
    }

    @Test
    void ownerWhoLeavesIsSucceededByTheOldestAdminOrElseTheOldestMember() {
        UUID group = scene.group(ann, bob, eve);
        role(group, ann, eve, "admin");
        assertThat(remove(group, ann, ann).statusCode()).isEqualTo(204);
        assertThat(state(group).getList("members.role")).containsExactly("member", "owner");
        assertThat(remove(group, eve, eve).statusCode()).isEqualTo(204);
        assertThat(state(group).getList("members.role")).containsExactly("owner");
        scene.awaitSeq(group, bob, 5);
        assertThat(scene.events(group, bob, "").getList("events.kind"))
                .containsExactly("roleChanged", "roleChanged", "memberRemoved", "roleChanged", "memberRemoved");
    }

    @Test
    void membersMayOnlyLeave() {
        UUID group = scene.group(ann, bob, eve);
        refused(rename(group, bob, "Mine"), 403, "forbidden");
        refused(add(group, bob, UUID.randomUUID(), null), 403, "forbidden");
        refused(remove(group, bob, eve), 403, "forbidden");
        refused(role(group, bob, bob, "owner"), 403, "forbidden");
        assertThat(remove(group, bob, bob).statusCode()).isEqualTo(204);
        refused(scene.as(bob).get("/api/conversations/" + group), 404, "not_found");
    }

    @Test
    void adminsMayNotTouchOwnersNorMakeAdmins() {
        UUID group = scene.group(ann, bob, eve);
        role(group, ann, bob, "admin");
        refused(remove(group, bob, ann), 403, "forbidden");
        refused(role(group, bob, eve, "admin"), 403, "forbidden");
        refused(add(group, bob, UUID.randomUUID(), "admin"), 403, "forbidden");
        assertThat(add(group, bob, UUID.randomUUID(), "member").statusCode()).isEqualTo(201);
    }

    @Test
    void lastOwnerCannotStepDown() {
        UUID group = scene.group(ann, bob);
        refused(role(group, ann, ann, "member"), 409, "conflict");
        assertThat(role(group, ann, bob, "owner").statusCode()).isEqualTo(204);
        assertThat(role(group, ann, ann, "member").statusCode()).isEqualTo(204);
    }

    @Test
    void whatIsThereAlreadyConflictsAndWhoIsNotThereIsNotFound() {
        UUID group = scene.group(ann, bob);
        refused(add(group, ann, bob, null), 409, "conflict");
        refused(remove(group, ann, eve), 404, "not_found");
        refused(role(group, ann, eve, "admin"), 404, "not_found");
    }

    @Test
    void directConversationsNeverChange() {
        String direct = scene.as(ann)
                .body(Map.of("type", "direct", "members", java.util.List.of(bob)))
                .post("/api/conversations")
                .path("id");
        UUID id = UUID.fromString(direct);
        refused(rename(id, ann, "Us"), 403, "forbidden");
        refused(add(id, ann, eve, null), 403, "forbidden");
        refused(remove(id, ann, ann), 403, "forbidden");
        refused(role(id, ann, bob, "owner"), 403, "forbidden");
    }

    @Test
    void nonMemberAndUnknownGetTheSameAnswerEverywhere() {
        UUID group = scene.group(ann, bob);
        for (UUID id : new UUID[] {group, UUID.randomUUID()}) {
            refused(scene.as(eve).get("/api/conversations/" + id), 404, "not_found");
            refused(scene.page(id, eve, "?after=0"), 404, "not_found");
            refused(rename(id, eve, "Mine"), 404, "not_found");
            refused(add(id, eve, eve, null), 404, "not_found");
            refused(remove(id, eve, ann), 404, "not_found");
            refused(role(id, eve, eve, "owner"), 404, "not_found");
        }
        assertThat(scene.as(eve).get("/api/conversations/" + group).asString())
                .isEqualTo(scene.as(eve)
                        .get("/api/conversations/" + UUID.randomUUID())
                        .asString());
    }

    private Response rename(UUID group, UUID caller, String title) {
        return scene.as(caller).body(Map.of("title", title)).patch("/api/conversations/" + group);
    }

    private Response add(UUID group, UUID caller, UUID user, String role) {
        Map<String, ?> body = role == null ? Map.of("user", user) : Map.of("user", user, "role", role);
        return scene.as(caller).body(body).post("/api/conversations/" + group + "/members");
    }

    private Response remove(UUID group, UUID caller, UUID user) {
        return scene.as(caller).delete("/api/conversations/" + group + "/members/" + user);
    }

    private Response role(UUID group, UUID caller, UUID user, String role) {
        return scene.as(caller)
                .body(Map.of("role", role))
                .put("/api/conversations/" + group + "/members/" + user + "/role");
    }

    private JsonPath state(UUID group) {
        return scene.asService().get("/internal/conversations/" + group).jsonPath();
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).contentType(PROBLEM);
        assertThat(answer.<String>path("code")).isEqualTo(code);
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
    }
}
