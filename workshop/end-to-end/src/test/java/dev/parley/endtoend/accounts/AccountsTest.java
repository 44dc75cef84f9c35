package dev.parley.endtoend.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.Refused;
import dev.parley.toolbox.client.UpgradeRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class AccountsTest {
    private static final Map<String, String> IN_BODY = Map.of("X-Refresh-Token", "body");

    @Test
    void aUsernameIsTakenOnceWhateverItsCase(RunningParley running) {
        Person ada = running.newPerson("Ada");
        var again = Map.of(
                "username",
                ada.username().toUpperCase(java.util.Locale.ROOT),
                "password",
                RunningParley.PASSWORD,
                "displayName",
                "Another");

        Answer answer = running.parley().call("POST", "/api/auth/register", IN_BODY, again);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("username_taken");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike(RunningParley running) {
        Person ada = running.newPerson("Ada");

        Answer wrong = login(running, ada.username(), "wrong password");
        Answer unknown = login(running, "nobody-at-all", "wrong password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("bad_credentials");
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void tooManyWrongPasswordsLockTheDoorForAWhile(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Answer answer = login(running, ada.username(), "wrong password");
        for (int i = 0; i < 20 && answer.status() == 401; i++) {
            answer = login(running, ada.username(), "wrong password");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("rate_limited");
        assertThat(answer.json().path("retryAfter").asLong()).isPositive();
    }

    @Test
    void aRefreshTokenWorksOnceAndASpentOneEndsTheSession(RunningParley running) {
        Person ada = running.newPerson("Ada");
        String spent = ada.session().refreshToken();
        String before = ada.session().accessToken();
        ada.refresh();
        assertThat(refresh(running, spent).status())
                .as("the answer may have been lost")
                .isEqualTo(200);
        ada.refresh();
        assertThat(ada.session().accessToken()).isNotEqualTo(before);
        assertThat(ada.call("GET", "/api/users/me", null).status()).isEqualTo(200);
        RecordedSocket socket = RecordedSocket.open(ada, 0);

        Answer replay = refresh(running, spent);

        assertThat(replay.status()).isEqualTo(401);
        assertThat(replay.code()).isEqualTo("session_revoked");
        assertThat(socket.awaitEnd().code()).isEqualTo(4401);
        assertThat(refresh(running, ada.session().refreshToken()).code()).isEqualTo("session_revoked");
    }

    @Test
    void theRefreshTokenIsACookieThatScriptsCannotReadUnlessAskedForInTheBody(RunningParley running) {
        Person ada = running.newPerson("Ada");
        var credentials = Map.of("username", ada.username(), "password", RunningParley.PASSWORD);

        Answer login = running.parley().call("POST", "/api/auth/login", Map.of(), credentials);

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.json().has("refreshToken")).isFalse();
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/api/auth");
        var back = Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')));
        Answer refreshed = running.parley().call("POST", "/api/auth/refresh", back, null);
        assertThat(refreshed.status()).isEqualTo(200);
        String next = refreshed.headers().firstValue("Set-Cookie").orElseThrow();
        var on = Map.of("Cookie", next.substring(0, next.indexOf(';')));
        assertThat(running.parley().call("POST", "/api/auth/refresh", on, null).status())
                .isEqualTo(200);
        assertThat(running.parley()
                        .call("POST", "/api/auth/refresh", back, null)
                        .code())
                .isEqualTo("session_revoked");
    }

    @Test
    void aDeviceCanBeEndedFromAnotherOne(RunningParley running) {
        Person here = running.newPerson("Ada");
        Person there = running.parley().login(here.username(), RunningParley.PASSWORD);
        RecordedSocket lost = RecordedSocket.open(there, 1);
        JsonNode sessions =
                here.call("GET", "/api/auth/sessions", null).expect(200).json();
        List<String> ids = sessions.findValuesAsText("id");
        String gone = lost.heard(dev.parley.toolbox.client.ServerFrame.Welcome.class)
                .getFirst()
                .session()
                .toString();
        assertThat(ids).contains(gone).hasSize(2);

        here.call("DELETE", "/api/auth/sessions/" + gone, null).expect(204);

        assertThat(lost.awaitEnd().code()).isEqualTo(4401);
        assertThat(refresh(running, there.session().refreshToken()).code()).isEqualTo("session_revoked");
        assertThat(here.call("GET", "/api/users/me", null).status()).isEqualTo(200);
    }

    @Test
    void theTokenOfAnEndedSessionOpensNothingOnAnyGateway(RunningParley running) {
        Person ada = running.newPerson("Ada");
        String token = "Bearer " + ada.session().accessToken();
        RecordedSocket socket = RecordedSocket.open(ada, 0);

        ada.call("POST", "/api/auth/logout", null).expect(204);

        assertThat(socket.awaitEnd().code()).isEqualTo(4401);
        // A node that held no socket of hers learns of it as soon, by way of Redis.
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            for (int gateway = 0; gateway < 2; gateway++) {
                assertThat(running.parley()
                                .callAt(gateway, "GET", "/api/conversations", Map.of("Authorization", token), null)
                                .code())
                        .isEqualTo("session_revoked");
            }
        });
        for (int gateway = 0; gateway < 2; gateway++) {
            var upgrade = ada.open(gateway, (_, _) -> {});
            assertThatThrownBy(upgrade::join).hasCauseInstanceOf(UpgradeRefused.class);
        }
    }

    @Test
    void aNewPasswordEndsEveryOtherSession(RunningParley running) {
        Person here = running.newPerson("Ada");
        Person there = running.parley().login(here.username(), RunningParley.PASSWORD);
        RecordedSocket own = RecordedSocket.open(here, 0);
        RecordedSocket other = RecordedSocket.open(there, 1);

        here.changePassword(RunningParley.PASSWORD, "an even better horse");

        assertThat(other.awaitEnd().code()).isEqualTo(4401);
        own.settle();
        assertThat(login(running, here.username(), RunningParley.PASSWORD).status())
                .isEqualTo(401);
        assertThat(login(running, here.username(), "an even better horse").status())
                .isEqualTo(200);
        assertThatThrownBy(() -> here.changePassword("not it", "whatever it is"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void peopleFindEachOtherByTheBeginningOfTheirNames(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person wilhelmina = running.newPerson("Wilhelmina");
        ada.changeDisplayName("Ada the First");

        JsonNode found = ada.call("GET", "/api/users?query=wilhelmi&limit=20", null)
                .expect(200)
                .json();
        JsonNode both = ada.call("GET", "/api/users?ids=" + ada.id() + "," + wilhelmina.id(), null)
                .expect(200)
                .json();

        assertThat(found.findValuesAsText("id")).contains(wilhelmina.id().toString());
        assertThat(both.findValuesAsText("displayName")).contains("Ada the First", "Wilhelmina");
    }

    private static Answer login(RunningParley running, String username, String password) {
        return running.parley()
                .call("POST", "/api/auth/login", IN_BODY, Map.of("username", username, "password", password));
    }

    private static Answer refresh(RunningParley running, String token) {
        return running.parley().call("POST", "/api/auth/refresh", IN_BODY, Map.of("refreshToken", token));
    }
}
