package dev.parley.endtoend.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.Promises;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class ReplaysTest {
    private static final int TIMES = 20;

    @Test
    void oneIdSentTwentyTimesOverBothGatewaysAtOnceIsOneMessage(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        Device reader = bob.device();
        reader.connect(0);
        List<RecordedSocket> sockets = IntStream.range(0, TIMES)
                .mapToObj(i -> RecordedSocket.open(ada, i % 2))
                .toList();
        UUID id = UUID.randomUUID();

        sockets.forEach(socket -> socket.say().send(id, conversation, "once"));

        sockets.forEach(
                socket -> socket.await(ServerFrame.Ack.class, ack -> ack.id().equals(id)));
        Device last = ada.device();
        last.connect(1);
        UUID end = last.send(conversation, "end");
        last.awaitAcks(Duration.ofSeconds(15));
        new Promises(running).hold(conversation, List.of(reader, last), List.of(id, end));
        assertThat(reader.counting(conversation)).extracting(ChatEvent::text).containsExactly("once", "end");
        assertThat(bob.history(conversation, 0).stream().filter(ChatEvent::isMessage))
                .hasSize(2);
        sockets.forEach(socket -> socket.say().close());
    }

    @Test
    void anIdThatRedisHasForgottenIsAcknowledgedAsBefore(RunningParley running) throws IOException {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        RecordedSocket socket = RecordedSocket.open(ada, 0);
        socket.follow(conversation);
        UUID id = madeDaysAgo(3);
        socket.say().send(id, conversation, "composed on a long journey");
        var first = socket.await(ServerFrame.Ack.class, ack -> id.equals(ack.id()));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !ada.history(conversation, 0).isEmpty());
        long before = running.audit().rows(conversation).size();

        running.forgetWhatRedisKnows();
        socket.say().send(id, conversation, "composed on a long journey");
        socket.awaitCount(ServerFrame.Ack.class, 2);
        Answer overRest = ada.send(conversation, id, "once more");

        assertThat(socket.heard(ServerFrame.Ack.class).getLast()).isEqualTo(first);
        assertThat(overRest.status()).isEqualTo(202);
        assertThat(overRest.json().path("at").asText()).isEqualTo(first.at());
        ada.send(conversation, UUID.randomUUID(), "behind it");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> running.audit().rows(conversation).size() > before);
        assertThat(running.audit().rows(conversation)).hasSize((int) before + 1);
    }

    /** An id of version 7, which says when it was made. */
    private static UUID madeDaysAgo(int days) {
        long millis = Instant.now().minus(Duration.ofDays(days)).toEpochMilli();
        UUID random = UUID.randomUUID();
        return new UUID(
                (millis << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff), random.getLeastSignificantBits());
    }

    @Test
    void anIdSentAgainLaterIsAcknowledgedAgainAndChangesNothing(RunningParley running) {
        Person ada = running.newPerson("Ada");
        UUID conversation = ada.directWith(running.newPerson("Bob"));
        RecordedSocket socket = RecordedSocket.open(ada, 0);
        socket.follow(conversation);
        UUID id = UUID.randomUUID();
        socket.say().send(id, conversation, "first");
        socket.await(ServerFrame.Event.class, _ -> true);

        socket.say().send(id, conversation, "second");
        socket.awaitCount(ServerFrame.Ack.class, 2);
        Answer overRest = ada.send(conversation, id, "third");

        assertThat(socket.heard(ServerFrame.Ack.class).getLast())
                .isEqualTo(socket.heard(ServerFrame.Ack.class).getFirst());
        assertThat(overRest.status()).isEqualTo(202);
        // History is written behind the log.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(ada.history(conversation, 0).stream().filter(ChatEvent::isMessage))
                                .extracting(ChatEvent::text)
                                .containsExactly("first"));
    }

    @Test
    void twoSendersAndTwoConversationsMayUseTheSameId(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID direct = ada.directWith(bob);
        UUID group = ada.group("Both", List.of(bob));
        UUID id = UUID.randomUUID();

        for (UUID conversation : List.of(direct, group)) {
            ada.send(conversation, id, "by Ada").expect(202);
            bob.send(conversation, id, "by Bob").expect(202);
        }

        Device reader = ada.device();
        reader.connect(0);
        for (UUID conversation : List.of(direct, group)) {
            reader.await(
                    "both messages",
                    Duration.ofSeconds(15),
                    () -> reader.counting(conversation).stream()
                                    .filter(ChatEvent::isMessage)
                                    .count()
                            == 2);
        }
    }
}
