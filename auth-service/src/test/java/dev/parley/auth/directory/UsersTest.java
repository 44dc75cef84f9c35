package dev.parley.auth.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class UsersTest {
    @Test
    void theCallerIsShownAndChanged() {
        Guest.SignedIn guest = Guest.registered();
        String avatar = "data:image/png;base64,iVBORw0KGgo=";

        Response changed = guest.call()
                .body(Map.of("displayName", " Zoë ", "avatar", avatar))
                .patch("/api/users/me");

        assertThat(changed.statusCode()).isEqualTo(200);
        var me = guest.call().get("/api/users/me").jsonPath();
        assertThat(me.getString("id")).isEqualTo(guest.user().toString());
        assertThat(me.getString("displayName")).isEqualTo("Zoë");
        assertThat(me.getString("avatar")).isEqualTo(avatar);
    }

    @Test
    void whatAPatchDoesNotNameStays() {
        Guest.SignedIn guest = Guest.registered();
        guest.call()
                .body(Map.of("avatar", "https://example.org/a.png"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        guest.call()
                .body(Map.of("displayName", "Other"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);
        assertThat(guest.call().get("/api/users/me").jsonPath().getString("avatar"))
                .isEqualTo("https://example.org/a.png");

        guest.call().body("{\"avatar\":null}").patch("/api/users/me").then().statusCode(200);
        var me = guest.call().get("/api/users/me").jsonPath();
        assertThat(me.getMap("")).doesNotContainKey("avatar").containsEntry("displayName", "Other");
    }

    @Test
    void aBadPatchChangesNothing() {
        Guest.SignedIn guest = Guest.registered();

        Problem.expect(
                guest.call()
                        .body(Map.of("displayName", "New", "avatar", "javascript:alert(1)"))
                        .patch("/api/users/me"),
                400,
                "bad_request");
        Problem.expect(guest.call().body("{\"displayName\":\"\"}").patch("/api/users/me"), 400, "bad_request");
        Problem.expect(guest.call().body("{\"avatar\":7}").patch("/api/users/me"), 400, "bad_request");
        Problem.expect(guest.call().patch("/api/users/me"), 400, "bad_request");

        assertThat(guest.call().get("/api/users/me").jsonPath().getString("displayName"))
                .isEqualTo("Guest " + guest.username());
    }

    @Test
    void usersAreFoundByTheBeginningOfEitherName() {
        Guest.SignedIn guest = Guest.registered();
        String mark = UUID.randomUUID().toString().substring(0, 8);
        guest.call()
                .body(Map.of("displayName", "Ünal_" + mark))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        assertThat(find(guest, guest.username().substring(0, 12).toUpperCase(Locale.ROOT)))
                .containsExactly(guest.user());
        assertThat(find(guest, "ÜNAL_" + mark.substring(0, 6))).containsExactly(guest.user());
        assertThat(find(guest, "nal_" + mark)).isEmpty();
        assertThat(find(guest, "ünal%")).isEmpty();
        assertThat(find(guest, "a\u0000b")).isEmpty();
    }

    @Test
    void aListIsNoLongerThanAsked() {
        Guest.SignedIn guest = Guest.registered();
        Guest.registered();
        Guest.registered();

        assertThat(guest.call().get("/api/users?query=g&limit=2").jsonPath().getList(""))
                .hasSize(2);
        assertThat(guest.call()
                        .get("/api/users?query=g&limit=100000")
                        .jsonPath()
                        .getList("")
                        .size())
                .isLessThanOrEqualTo(50);
    }

    @Test
    void usersAreFoundByIds() {
        Guest.SignedIn one = Guest.registered();
        Guest.SignedIn two = Guest.registered();

        one.call().get("/api/users/" + two.user()).then().statusCode(200);
        List<UUID> found = one.call()
                .get("/api/users?ids=" + one.user() + "," + two.user() + "," + UUID.randomUUID())
                .jsonPath()
                .getList("id", UUID.class);

        assertThat(found).containsExactlyInAnyOrder(one.user(), two.user());
        Problem.expect(one.call().get("/api/users/" + UUID.randomUUID()), 404, "not_found");
    }

    @Test
    void badQuestionsAreRefused() {
        Guest.SignedIn guest = Guest.registered();
        String tooMany =
                String.join(",", Collections.nCopies(201, UUID.randomUUID().toString()));

        for (String path : List.of(
                "/api/users",
                "/api/users?query=",
                "/api/users?query=" + "a".repeat(65),
                "/api/users?query=a&limit=0",
                "/api/users?query=a&limit=many",
                "/api/users?ids=1-1-1-1-1",
                "/api/users?ids=" + tooMany,
                "/api/users/nonsense")) {
            Problem.expect(guest.call().get(path), 400, "bad_request");
        }
    }

    private static List<UUID> find(Guest.SignedIn guest, String query) {
        return guest.call()
                .queryParam("query", query)
                .get("/api/users")
                .jsonPath()
                .getList("id", UUID.class);
    }
}
