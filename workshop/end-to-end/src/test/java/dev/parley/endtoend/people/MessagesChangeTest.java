package dev.parley.endtoend.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class MessagesChangeTest {
    private Person ada;
    private Person bob;
    private UUID group;
    private RecordedSocket adas;
    private RecordedSocket bobs;
    private long message;

    @BeforeEach
    void aGroupWithOneMessageOfBob(RunningParley running) {
        ada = running.newPerson("Ada");
        bob = running.newPerson("Bob");
        group = ada.group("Changes", List.of(bob, running.newPerson("Cem")));
        adas = RecordedSocket.open(ada, 0);
        bobs = RecordedSocket.open(bob, 1);
        adas.follow(group);
        bobs.follow(group);
        UUID id = UUID.randomUUID();
        bobs.say().send(id, group, "the quick brown fxo");
        message = event(adas, "message").seq();
    }

    @Test
    void anEditReachesEverybodyAndHistoryAndSearch() {
        bobs.say().edit(UUID.randomUUID(), group, message, "the quick brown wolverine");

        ChatEvent edit = event(adas, "edit");
        assertThat(edit.target()).isEqualTo(message);
        assertThat(edit.text()).isEqualTo("the quick brown wolverine");
        await().until(() -> ada.history(group, 0).stream().anyMatch(event -> "edit".equals(event.kind())));
        await().until(() -> ada.search("wolverine", null).size() == 1);
    }

    @Test
    void onlyTheAuthorEditsAndOnlyAModeratorDeletesWhatOthersWrote(RunningParley running) {
        UUID edit = UUID.randomUUID();
        adas.say().edit(edit, group, message, "I never said that");
        assertThat(refusal(adas, edit).code()).isEqualTo("forbidden");

        adas.say().send(UUID.randomUUID(), group, "by the owner");
        ChatEvent own = adas.await(
                        ServerFrame.Event.class,
                        event -> "by the owner".equals(event.event().text()))
                .event();
        UUID delete = UUID.randomUUID();
        bobs.say().delete(delete, group, own.seq());
        assertThat(refusal(bobs, delete).code()).isEqualTo("forbidden");

        UUID missing = UUID.randomUUID();
        bobs.say().edit(missing, group, own.seq() + 1_000, "there is nothing");
        assertThat(refusal(bobs, missing).code()).isEqualTo("not_found");
        assertThat(running.audit().rows(group)).extracting("kind").doesNotContain("edit", "delete");
    }

    @Test
    void aDeletedMessageIsReadByNobodyAnyMore(RunningParley running) {
        adas.say().delete(UUID.randomUUID(), group, message);

        assertThat(event(bobs, "delete").target()).isEqualTo(message);
        await().until(() ->
                running.audit().rows(group).stream().noneMatch(row -> row.body().contains("fxo")));
        assertThat(ada.history(group, 0))
                .noneMatch(event -> String.valueOf(event.text()).contains("fxo"));
        assertThat(ada.search("fxo", null)).isEmpty();
        RecordedSocket fresh = RecordedSocket.open(bob, 0);
        fresh.say().sync(java.util.Map.of(group, 0L), false);
        fresh.await(ServerFrame.Synced.class, synced -> synced.conversation().equals(group));
        assertThat(fresh.heard(ServerFrame.Event.class))
                .noneMatch(event -> String.valueOf(event.event().text()).contains("fxo"));
    }

    @Test
    void aReactionIsPutOnAndTakenOff() {
        adas.say().react(UUID.randomUUID(), group, message, "👍", false);
        ChatEvent on = event(bobs, "reaction");
        assertThat(on.target()).isEqualTo(message);
        assertThat(on.json().path("emoji").asText()).isEqualTo("👍");
        assertThat(on.json().path("removed").asBoolean()).isFalse();

        adas.say().react(UUID.randomUUID(), group, message, "👍", true);

        bobs.await(
                ServerFrame.Event.class,
                event -> "reaction".equals(event.event().kind())
                        && event.event().json().path("removed").asBoolean());
    }

    @Test
    void aReplyNamesWhatItAnswers() {
        adas.say().reply(UUID.randomUUID(), group, "a fox, I think", message);

        ChatEvent reply = bobs.await(
                        ServerFrame.Event.class,
                        event -> "a fox, I think".equals(event.event().text()))
                .event();
        assertThat(reply.json().path("replyTo").asLong()).isEqualTo(message);
    }

    private static ChatEvent event(RecordedSocket socket, String kind) {
        return socket.await(
                        ServerFrame.Event.class,
                        event -> kind.equals(event.event().kind()))
                .event();
    }

    private static ServerFrame.Refusal refusal(RecordedSocket socket, UUID id) {
        return socket.await(ServerFrame.Refusal.class, refusal -> id.equals(refusal.id()));
    }
}
