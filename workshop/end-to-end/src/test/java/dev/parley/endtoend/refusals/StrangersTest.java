package dev.parley.endtoend.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class StrangersTest {
    private static final String SECRET = "meet me at the harbour";

    @Test
    void aStrangerIsAnsweredOverRestAsIfTheConversationDidNotExist(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person eve = running.newPerson("Eve");
        UUID secret = spokenIn(ada, bob);

        for (Call call : calls(eve)) {
            Answer real = eve.call(call.method(), call.path().replace("ID", secret.toString()), call.body());
            UUID none = UUID.randomUUID();
            Answer random = eve.call(call.method(), call.path().replace("ID", none.toString()), call.body());

            assertThat(real.status()).as(real.call()).isEqualTo(random.status()).isBetween(400, 499);
            assertThat(real.code()).as(real.call()).isEqualTo(random.code()).isNotEmpty();
            assertThat(real.body().replace(secret.toString(), "ID"))
                    .isEqualTo(random.body().replace(none.toString(), "ID"))
                    .doesNotContain(SECRET);
        }
        assertThat(eve.search("harbour", null)).isEmpty();
        assertThat(eve.search("harbour", secret)).isEmpty();
        assertThat(eve.conversations()).isEmpty();
        assertThat(running.audit().rows(secret)).hasSize(1);
    }

    @Test
    void aStrangerIsAnsweredOnASocketAsIfTheConversationDidNotExist(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID secret = spokenIn(ada, bob);
        RecordedSocket member = RecordedSocket.open(ada, 0);
        member.follow(secret);
        RecordedSocket stranger = RecordedSocket.open(running.newPerson("Eve"), 1);

        for (BiConsumer<LiveSocket, UUID> frame : frames()) {
            ServerFrame.Refusal real = answer(stranger, frame, secret);
            ServerFrame.Refusal random = answer(stranger, frame, UUID.randomUUID());
            assertThat(real.code()).isEqualTo(random.code());
            assertThat(real.message()).isEqualTo(random.message());
        }

        stranger.settle();
        member.settle();
        assertThat(stranger.heard(ServerFrame.Event.class)).isEmpty();
        assertThat(stranger.heard(ServerFrame.Synced.class)).isEmpty();
        // The one event may come twice: with the answer to the sync, and live.
        assertThat(member.heard(ServerFrame.Event.class))
                .extracting(event -> event.event().seq())
                .containsOnly(1L);
        assertThat(member.heard(ServerFrame.Typing.class)).isEmpty();
        assertThat(member.heard(ServerFrame.Mark.class)).isEmpty();
        assertThat(running.audit().rows(secret)).hasSize(1);
    }

    @Test
    void aStrangerCanNeitherSignalNorTellAUserFromNobody(RunningParley running) {
        Person ada = running.newPerson("Ada");
        RecordedSocket called = RecordedSocket.open(ada, 0);
        RecordedSocket stranger = RecordedSocket.open(running.newPerson("Eve"), 1);
        var offer = JsonNodeFactory.instance.objectNode().put("sdp", "v=0");

        ServerFrame.Refusal real =
                answer(stranger, (socket, to) -> socket.signal(to, UUID.randomUUID(), offer), ada.id());
        ServerFrame.Refusal nobody =
                answer(stranger, (socket, to) -> socket.signal(to, UUID.randomUUID(), offer), UUID.randomUUID());

        assertThat(real.code()).isEqualTo("not_found");
        assertThat(nobody).isEqualTo(real);
        called.settle();
        assertThat(called.heard(ServerFrame.Signal.class)).isEmpty();
    }

    @Test
    void aClientThatSaysTheseAreAllItKnowsLearnsThatAStrangeOneIsNotAmongThem(RunningParley running) {
        UUID secret = spokenIn(running.newPerson("Ada"), running.newPerson("Bob"));
        RecordedSocket stranger = RecordedSocket.open(running.newPerson("Eve"), 0);
        UUID none = UUID.randomUUID();

        stranger.say().sync(Map.of(secret, 0L, none, 0L), true);

        for (UUID conversation : List.of(secret, none)) {
            var answer = stranger.await(
                    ServerFrame.ConversationChanged.class, change -> conversation.equals(change.conversation()));
            assertThat(answer.change()).isEqualTo("removed");
            assertThat(answer.json()).hasSize(1);
        }
        assertThat(stranger.heard(ServerFrame.Event.class)).isEmpty();
    }

    private static UUID spokenIn(Person ada, Person bob) {
        UUID secret = ada.directWith(bob);
        RecordedSocket socket = RecordedSocket.open(ada, 0);
        socket.follow(secret);
        socket.say().send(UUID.randomUUID(), secret, SECRET);
        socket.await(ServerFrame.Event.class, _ -> true);
        socket.say().close();
        return secret;
    }

    private static ServerFrame.Refusal answer(
            RecordedSocket socket, BiConsumer<LiveSocket, UUID> frame, UUID conversation) {
        int before = socket.heard(ServerFrame.Refusal.class).size();
        frame.accept(socket.say(), conversation);
        socket.awaitCount(ServerFrame.Refusal.class, before + 1);
        ServerFrame.Refusal refusal = socket.heard(ServerFrame.Refusal.class).getLast();
        return new ServerFrame.Refusal(
                null, refusal.code(), refusal.message().replace(conversation.toString(), "ID"), refusal.retryAfter());
    }

    private static List<BiConsumer<LiveSocket, UUID>> frames() {
        return List.of(
                (socket, id) -> socket.send(UUID.randomUUID(), id, "let me in"),
                (socket, id) -> socket.reply(UUID.randomUUID(), id, "let me in", 1),
                (socket, id) -> socket.edit(UUID.randomUUID(), id, 1, "changed"),
                (socket, id) -> socket.delete(UUID.randomUUID(), id, 1),
                (socket, id) -> socket.react(UUID.randomUUID(), id, 1, "👍", false),
                LiveSocket::typing,
                (socket, id) -> socket.read(id, 1),
                (socket, id) -> socket.received(id, 1),
                (socket, id) -> socket.sync(Map.of(id, 0L), false));
    }

    private record Call(String method, String path, Object body) {}

    private static List<Call> calls(Person eve) {
        return List.of(
                new Call("GET", "/api/conversations/ID", null),
                new Call("PATCH", "/api/conversations/ID", Map.of("title", "mine now")),
                new Call("GET", "/api/conversations/ID/events?after=0", null),
                new Call("GET", "/api/conversations/ID/events?before=100", null),
                new Call("POST", "/api/conversations/ID/members", Map.of("user", eve.id())),
                new Call("DELETE", "/api/conversations/ID/members/" + eve.id(), null),
                new Call("PUT", "/api/conversations/ID/members/" + eve.id() + "/role", Map.of("role", "owner")),
                new Call("POST", "/api/conversations/ID/messages", Map.of("id", UUID.randomUUID(), "text", "x")));
    }
}
