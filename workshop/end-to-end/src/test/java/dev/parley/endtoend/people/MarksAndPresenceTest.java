package dev.parley.endtoend.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Conversation;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class MarksAndPresenceTest {
    private static final Duration HEADS = Duration.ofSeconds(35);

    private Person ada;
    private Person bob;
    private UUID conversation;
    private RecordedSocket adas;
    private RecordedSocket bobs;

    @BeforeEach
    void twoPeopleOnTwoGateways(RunningParley running) {
        ada = running.newPerson("Ada");
        bob = running.newPerson("Bob");
        conversation = ada.directWith(bob);
        adas = RecordedSocket.open(ada, 0);
        bobs = RecordedSocket.open(bob, 1);
        adas.follow(conversation);
        bobs.follow(conversation);
    }

    @Test
    void marksReachTheOtherAndOnlyMoveForward() {
        say(5);
        assertThat(unreadOfBob()).isEqualTo(5);

        bobs.say().received(conversation, 4);
        adas.await(ServerFrame.Mark.class, mark -> mark.type().equals("delivered") && mark.seq() == 4);
        bobs.say().read(conversation, 3);
        adas.await(
                ServerFrame.Mark.class,
                mark -> mark.type().equals("read")
                        && mark.seq() == 3
                        && mark.user().equals(bob.id()));
        await().until(() -> unreadOfBob() == 2);

        bobs.say().read(conversation, 1);
        bobs.say().read(conversation, 5);
        adas.await(ServerFrame.Mark.class, mark -> mark.type().equals("read") && mark.seq() == 5);
        await().until(() -> unreadOfBob() == 0);
        Conversation.Member marks = ada.conversation(conversation).members().get(bob.id());
        assertThat(marks.readSeq()).isEqualTo(5);
        assertThat(marks.deliveredSeq()).isGreaterThanOrEqualTo(4);
        assertThat(adas.heard(ServerFrame.Mark.class).stream()
                        .filter(mark -> mark.type().equals("read"))
                        .map(ServerFrame.Mark::seq))
                .isSorted();
    }

    @Test
    void typingReachesTheOtherAtMostEveryThreeSeconds() {
        for (int i = 0; i < 5; i++) {
            adas.say().typing(conversation);
        }

        bobs.await(ServerFrame.Typing.class, typing -> typing.user().equals(ada.id()));
        adas.say().send(UUID.randomUUID(), conversation, "done");
        bobs.await(ServerFrame.Event.class, _ -> true);
        assertThat(bobs.heard(ServerFrame.Typing.class)).hasSize(1);
    }

    @Test
    void whoIsWatchedIsSeenComingAndGoing() {
        await().until(() -> "online".equals(ada.presence(List.of(bob)).get(bob.id())));
        adas.say().watch(List.of(bob.id()));
        adas.await(ServerFrame.Presence.class, seen -> seen.status().equals("online"));

        bobs.say().status("away");
        adas.await(ServerFrame.Presence.class, seen -> seen.status().equals("away"));
        bobs.say().close();
        var offline =
                adas.await(ServerFrame.Presence.class, seen -> seen.status().equals("offline"));

        assertThat(offline.user()).isEqualTo(bob.id());
        assertThat(offline.lastSeen()).isNotNull();
        assertThat(ada.presence(List.of(bob))).containsEntry(bob.id(), "offline");
    }

    @Test
    void aShortBreakIsNotSeen() {
        await().until(() -> "online".equals(ada.presence(List.of(bob)).get(bob.id())));
        adas.say().watch(List.of(bob.id()));
        adas.await(ServerFrame.Presence.class, seen -> seen.status().equals("online"));

        bobs.say().cut();
        RecordedSocket back = RecordedSocket.open(bob, 0);
        back.say().status("away");

        adas.await(ServerFrame.Presence.class, seen -> seen.status().equals("away"));
        assertThat(adas.heard(ServerFrame.Presence.class))
                .noneMatch(seen -> seen.status().equals("offline"));
    }

    @Test
    void aSignalReachesEverySocketOfTheCalledAndNobodyElse() {
        RecordedSocket second = RecordedSocket.open(bob, 0);
        UUID call = UUID.randomUUID();
        var offer = JsonNodeFactory.instance.objectNode().put("sdp", "v=0").put("kind", "offer");

        adas.say().signal(bob.id(), call, offer);

        for (RecordedSocket socket : List.of(bobs, second)) {
            var signal = socket.await(ServerFrame.Signal.class, _ -> true);
            assertThat(signal.from()).isEqualTo(ada.id());
            assertThat(signal.call()).isEqualTo(call);
            assertThat(signal.data()).isEqualTo(offer);
        }
        adas.settle();
        assertThat(adas.heard(ServerFrame.Signal.class)).isEmpty();
    }

    @Test
    void headsTellTheLastSeqSoThatALostLastEventIsNoticed() {
        say(3);

        await().atMost(HEADS)
                .until(() -> bobs.heard(ServerFrame.Heads.class).stream()
                        .anyMatch(heads -> Long.valueOf(3).equals(heads.heads().get(conversation))));
    }

    private void say(int messages) {
        for (int i = 0; i < messages; i++) {
            adas.say().send(UUID.randomUUID(), conversation, "message " + i);
        }
        bobs.await(ServerFrame.Event.class, event -> event.event().seq() == messages);
        await().until(() -> ada.conversation(conversation).lastSeq() == messages);
    }

    private long unreadOfBob() {
        return bob.conversations().stream()
                .filter(one -> one.id().equals(conversation))
                .findFirst()
                .orElseThrow()
                .unread();
    }
}
