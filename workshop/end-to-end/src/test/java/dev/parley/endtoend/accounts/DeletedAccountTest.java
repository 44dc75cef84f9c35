package dev.parley.endtoend.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import dev.parley.toolbox.client.UpgradeRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of somebody who deletes his account, and of those who knew him. */
@ExtendWith(SharedStack.class)
class DeletedAccountTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> IN_BODY = Map.of("X-Refresh-Token", "body");

    private Person ada;
    private Person bob;

    @BeforeEach
    void twoPeople(RunningParley running) {
        ada = running.newPerson("Ada");
        bob = running.newPerson("Bob");
    }

    @Test
    void allSocketsAndTokensEndAtOnce(RunningParley running) {
        Person phone = running.parley().login(ada.username(), RunningParley.PASSWORD);
        String token = "Bearer " + ada.session().accessToken();
        RecordedSocket first = RecordedSocket.open(ada, 0);
        RecordedSocket second = RecordedSocket.open(phone, 1);

        delete(ada);

        assertThat(first.awaitEnd().code()).isEqualTo(4401);
        assertThat(second.awaitEnd().code()).isEqualTo(4401);
        for (Person device : List.of(ada, phone)) {
            Answer refreshed = running.parley()
                    .call(
                            "POST",
                            "/api/auth/refresh",
                            IN_BODY,
                            Map.of("refreshToken", device.session().refreshToken()));
            assertThat(refreshed.status()).isEqualTo(401);
            assertThat(refreshed.code()).isEqualTo("session_revoked");
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (int gateway = 0; gateway < 2; gateway++) {
                assertThat(running.parley()
                                .callAt(gateway, "GET", "/api/conversations", Map.of("Authorization", token), null)
                                .code())
                        .isEqualTo("session_revoked");
            }
        });
        assertThatThrownBy(() -> ada.open(0, (_, _) -> {}).join()).hasCauseInstanceOf(UpgradeRefused.class);
        assertThat(login(running, ada.username()).code()).isEqualTo("bad_credentials");
    }

    @Test
    void aWrongPasswordDeletesNothing() {
        RecordedSocket socket = RecordedSocket.open(ada, 0);

        Answer refused = ada.call("POST", "/api/auth/account/delete", Map.of("password", "not the password"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("bad_credentials");
        socket.settle();
        assertThat(ada.call("GET", "/api/users/me", null).status()).isEqualTo(200);
    }

    @Test
    void whatHeWroteStaysUnderAnAuthorWhoIsDeleted(RunningParley running) {
        UUID direct = ada.directWith(bob);
        ada.send(direct, UUID.randomUUID(), "remember me").expect(202);
        await().atMost(PATIENCE).until(() -> !bob.history(direct, 0).isEmpty());

        delete(ada);

        ChatEvent message = bob.history(direct, 0).getFirst();
        assertThat(message.text()).isEqualTo("remember me");
        assertThat(message.sender()).isEqualTo(ada.id());
        JsonNode author =
                bob.call("GET", "/api/users/" + ada.id(), null).expect(200).json();
        assertThat(author.path("deleted").asBoolean()).isTrue();
        assertThat(author.path("username").asText()).isEmpty();
        assertThat(author.path("displayName").asText()).isEqualTo("Deleted account");
        assertThat(author.has("avatar")).isFalse();
        assertThat(bob.call("GET", "/api/users?query=" + ada.username(), null)
                        .expect(200)
                        .json())
                .isEmpty();
        assertThat(bob.directWith(ada)).as("the one they had").isEqualTo(direct);
        bob.send(direct, UUID.randomUUID(), "to nobody").expect(202);
    }

    @Test
    void hisNameGoesToSomebodyElseWhoHasNothingOfHis(RunningParley running) {
        UUID direct = ada.directWith(bob);
        UUID group = ada.group("Old friends", List.of(bob));
        delete(ada);

        Person other = running.parley().register(ada.username(), RunningParley.PASSWORD, "Another Ada");

        assertThat(other.id()).isNotEqualTo(ada.id());
        assertThat(other.conversations()).isEmpty();
        for (UUID conversation : List.of(direct, group)) {
            assertThat(other.call("GET", "/api/conversations/" + conversation, null)
                            .code())
                    .isEqualTo("not_found");
        }
        assertThat(other.directWith(bob)).isNotEqualTo(direct);
    }

    @Test
    void hisGroupsGoOnWithoutHimAndNobodyBringsHimBack(RunningParley running) {
        Person cem = running.newPerson("Cem");
        UUID group = ada.group("Orphans", List.of(bob, cem));
        ada.giveRole(group, cem, "admin");
        RecordedSocket bobs = RecordedSocket.open(bob, 1);
        bobs.follow(group);

        delete(ada);

        bobs.await(
                ServerFrame.Event.class,
                event -> event.event().kind().equals("memberRemoved")
                        && group.equals(event.event().conversation()));
        JsonNode members = bob.call("GET", "/api/conversations/" + group, null)
                .expect(200)
                .json()
                .path("members");
        assertThat(members.findValuesAsText("user"))
                .containsExactly(bob.id().toString(), cem.id().toString());
        assertThat(members.findValuesAsText("role")).containsExactly("member", "owner");
        assertGone(cem.call("POST", "/api/conversations/" + group + "/members", Map.of("user", ada.id())));
        assertGone(cem.call("POST", "/api/conversations", Map.of("type", "direct", "members", List.of(ada.id()))));
    }

    @Test
    void anAccountIsDeletedWhileHistoryIsDownAndLeavesItsGroupsAfterwards(RunningParley running) {
        UUID group = ada.group("Patience", List.of(bob));
        List<ServiceInstance> history = running.instances(ServiceKind.PERSISTENCE);
        history.forEach(running::kill);

        delete(ada);

        assertThat(login(running, ada.username()).code()).isEqualTo("bad_credentials");
        history.forEach(running::startAgain);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> bob.conversation(group).members().size() == 1);
    }

    private static void delete(Person person) {
        person.call("POST", "/api/auth/account/delete", Map.of("password", RunningParley.PASSWORD))
                .expect(204);
    }

    private static void assertGone(Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    private static Answer login(RunningParley running, String username) {
        return running.parley()
                .call(
                        "POST",
                        "/api/auth/login",
                        IN_BODY,
                        Map.of("username", username, "password", RunningParley.PASSWORD));
    }
}
