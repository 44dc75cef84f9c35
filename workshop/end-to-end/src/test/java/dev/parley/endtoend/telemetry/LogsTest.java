package dev.parley.endtoend.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reads what all services have logged so far, in all tests before: so it comes late. */
@Order(Order.DEFAULT + 3)
@ExtendWith(SharedStack.class)
class LogsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WORD = "quinquereme" + Long.toString(System.nanoTime(), 36);

    @Test
    void aLineAboutATracedMessageNamesItsConversationAndItsTrace(RunningParley running) {
        UUID none = UUID.randomUUID();
        RecordedSocket stranger = RecordedSocket.open(running.newPerson("Eve"), 0);

        await().atMost(PATIENCE).until(() -> {
            int before = stranger.heard(ServerFrame.Refusal.class).size();
            stranger.say().send(UUID.randomUUID(), none, WORD);
            stranger.awaitCount(ServerFrame.Refusal.class, before + 1);
            return !linesAbout(none, running).isEmpty();
        });

        assertThat(linesAbout(none, running)).allSatisfy(line -> {
            assertThat(line.get("event").textValue()).isEqualTo("traced_send_refused");
            assertThat(line.get("code").textValue()).isEqualTo("not_member");
            assertThat(line.get("traceId").textValue()).hasSize(32);
            assertThat(line.get("service").textValue()).isEqualTo("gateway-service");
        });
    }

    @Test
    void noLogHoldsATextATokenOrAPassword(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        RecordedSocket socket = RecordedSocket.open(ada, 0);
        socket.follow(conversation);
        socket.say().send(UUID.randomUUID(), conversation, WORD);
        socket.await(ServerFrame.Event.class, _ -> true);
        socket.say().edit(UUID.randomUUID(), conversation, 1, WORD + " again");
        socket.say().send(UUID.randomUUID(), conversation, WORD.repeat(1_000));
        socket.say().send(UUID.randomUUID(), UUID.randomUUID(), WORD);
        socket.awaitCount(ServerFrame.Refusal.class, 2);
        ada.send(conversation, UUID.randomUUID(), WORD);
        ada.call("POST", "/api/conversations/" + conversation + "/messages", Map.of("id", "no id", "text", WORD));
        ada.search(WORD, conversation);
        String refreshToken = ada.session().refreshToken();
        ada.refresh();

        assertThat(running.serviceLogs())
                .isNotEmpty()
                .allSatisfy(log -> assertThat(text(log))
                        .doesNotContain(WORD)
                        .doesNotContain(
                                ada.session().accessToken(), bob.session().accessToken())
                        .doesNotContain(refreshToken, ada.session().refreshToken())
                        .doesNotContain(RunningParley.PASSWORD));
    }

    private static List<JsonNode> linesAbout(UUID conversation, RunningParley running) {
        return running.serviceLogs().stream()
                .flatMap(log -> text(log).lines())
                .filter(line -> line.startsWith("{") && line.contains(conversation.toString()))
                .map(LogsTest::json)
                .filter(line -> line.path("conversation").asText().equals(conversation.toString()))
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
