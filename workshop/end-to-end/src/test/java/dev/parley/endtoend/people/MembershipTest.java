package dev.parley.endtoend.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Device;
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
class MembershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Person ada;
    private Person bob;
    private Person cem;
    private UUID group;
    private RecordedSocket adas;

    @BeforeEach
    void aGroup(RunningParley running) {
        ada = running.newPerson("Ada");
        bob = running.newPerson("Bob");
        cem = running.newPerson("Cem");
        group = ada.group("Members", List.of(bob));
        adas = RecordedSocket.open(ada, 0);
        adas.follow(group);
    }

    @Test
    void aNewGroupIsAnnouncedToWhoeverIsConnected() {
        RecordedSocket bobs = RecordedSocket.open(bob, 1);

        UUID fresh = ada.group("Fresh", List.of(bob));

        var added = bobs.await(ServerFrame.ConversationChanged.class, change -> fresh.equals(change.conversation()));
        assertThat(added.change()).isEqualTo("added");
        assertThat(added.json().path("title").asText()).isEqualTo("Fresh");
        bobs.follow(fresh);
        adas.say().send(UUID.randomUUID(), fresh, "welcome");
        bobs.await(ServerFrame.Event.class, event -> fresh.equals(event.event().conversation()));
    }

    @Test
    void theAddedHearsOfItReadsWhatWasAndGetsWhatComes() {
        RecordedSocket cems = RecordedSocket.open(cem, 1);
        say("before");

        ada.add(group, cem);

        var added = cems.await(ServerFrame.ConversationChanged.class, change -> group.equals(change.conversation()));
        assertThat(added.change()).isEqualTo("added");
        cems.follow(group);
        say("after");
        cems.await(
                ServerFrame.Event.class, event -> "after".equals(event.event().text()));
        await().until(() -> cem.history(group, 0).stream().anyMatch(event -> "after".equals(event.text())));
        assertThat(cem.history(group, 0)).extracting(ChatEvent::kind).contains("memberAdded");
        assertThat(cem.history(group, 0)).extracting(ChatEvent::text).contains("before");
        UUID id = UUID.randomUUID();
        cems.say().send(id, group, "thanks");
        cems.await(ServerFrame.Ack.class, ack -> id.equals(ack.id()));
    }

    @Test
    void theRemovedGetsNothingAfterHisRemovalAndCanDoNothing(RunningParley running) {
        RecordedSocket bobs = RecordedSocket.open(bob, 1);
        bobs.follow(group);
        say("before");
        bobs.await(
                ServerFrame.Event.class, event -> "before".equals(event.event().text()));

        ada.remove(group, bob);
        var removed = bobs.await(
                ServerFrame.ConversationChanged.class, change -> change.change().equals("removed"));
        assertThat(removed.conversation()).isEqualTo(group);
        long removal = adas.await(
                        ServerFrame.Event.class,
                        event -> "memberRemoved".equals(event.event().kind()))
                .event()
                .seq();
        say("without Bob");
        UUID id = UUID.randomUUID();
        bobs.say().send(id, group, "still here?");

        var refusal = bobs.await(ServerFrame.Refusal.class, one -> id.equals(one.id()));
        assertThat(refusal.code()).isIn("not_member", "not_found");
        bobs.settle();
        assertThat(bobs.heard(ServerFrame.Event.class))
                .allSatisfy(event -> assertThat(event.event().seq()).isLessThanOrEqualTo(removal));
        assertThat(bob.call("GET", "/api/conversations/" + group, null).code()).isEqualTo("not_found");
        assertThat(bob.call("GET", "/api/conversations/" + group + "/events?after=0", null)
                        .code())
                .isEqualTo("not_found");
        assertThat(running.audit().rows(group)).noneMatch(row -> row.body().contains("still here?"));
    }

    @Test
    void aMemberMayLeave() {
        bob.remove(group, bob);

        adas.await(
                ServerFrame.Event.class,
                event -> "memberRemoved".equals(event.event().kind()));
        assertThat(ada.conversation(group).members()).doesNotContainKey(bob.id());
        assertThat(bob.conversations()).noneMatch(one -> one.id().equals(group));
    }

    @Test
    void rolesAndTitlesChangeForEverybody() {
        ada.giveRole(group, bob, "admin");
        bob.rename(group, "Renamed by Bob");

        adas.await(
                ServerFrame.Event.class,
                event -> "roleChanged".equals(event.event().kind()));
        adas.await(
                ServerFrame.Event.class,
                event -> "titleChanged".equals(event.event().kind()));
        adas.await(
                ServerFrame.ConversationChanged.class,
                change -> change.change().equals("updated")
                        && change.json().path("title").asText().equals("Renamed by Bob"));
        bob.add(group, cem);
        assertThat(ada.conversation(group).members().get(bob.id()).role()).isEqualTo("admin");
    }

    @Test
    void oneDirectConversationIsMadeHoweverOftenItIsAskedFor() {
        UUID first = ada.directWith(bob);

        assertThat(ada.directWith(bob)).isEqualTo(first);
        assertThat(bob.directWith(ada)).isEqualTo(first);
    }

    @Test
    void aDeviceThatWasAwayLearnsWhereItWasAddedAndRemoved() {
        Device device = bob.device();
        device.connect(1);
        say("before");
        device.awaitSeq(group, 1, PATIENCE);
        device.cut();
        UUID other = ada.group("While away", List.of(bob, cem));
        adas.follow(other);
        adas.say().send(UUID.randomUUID(), other, "missed this");
        adas.await(ServerFrame.Event.class, event -> other.equals(event.event().conversation()));
        ada.remove(group, bob);

        device.connect(0);

        device.await(
                "what was said while away",
                PATIENCE,
                () -> device.counting(other).stream().anyMatch(event -> "missed this".equals(event.text())));
        device.await("the removal", PATIENCE, () -> device.hasLeft(group));
        device.close();
    }

    private void say(String text) {
        adas.say().send(UUID.randomUUID(), group, text);
        adas.await(ServerFrame.Event.class, event -> text.equals(event.event().text()));
    }
}
