package dev.parley.endtoend.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class BadFramesTest {
    private static final String ID = "0198c0de-0000-7000-8000-000000000001";

    @Test
    void everyBadFrameIsRefusedWithItsCodeAndNothingOfItIsKept(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        RecordedSocket socket = RecordedSocket.open(ada, 0);
        socket.follow(conversation);
        socket.say().send(UUID.randomUUID(), conversation, "the only one");
        socket.await(ServerFrame.Event.class, event -> event.event().seq() == 1);
        socket.say().close();

        badFrames(conversation).forEach((frame, code) -> {
            RecordedSocket one = RecordedSocket.open(ada, 1);
            one.say().raw(frame);
            var refusal = one.await(ServerFrame.Refusal.class, _ -> true);
            assertThat(refusal.code()).as("the answer to %.120s", frame).isEqualTo(code);
            assertThat(refusal.message()).doesNotContain("Exception", "java.", "jackson", "\tat ");
            one.settle();
            assertThat(one.heard(ServerFrame.Refusal.class)).hasSize(1);
            one.say().close();
        });

        assertThat(ada.history(conversation, 0)).hasSize(1);
        assertThat(running.audit().rows(conversation)).hasSize(1);
    }

    @Test
    void aRefusalCarriesTheIdOfTheFrameItRefuses(RunningParley running) {
        RecordedSocket socket = RecordedSocket.open(running.newPerson("Ada"), 0);

        socket.say().raw("{\"type\":\"send\",\"id\":\"" + ID + "\",\"conversation\":17,\"text\":\"x\"}");

        var refusal = socket.await(ServerFrame.Refusal.class, _ -> true);
        assertThat(refusal.id()).hasToString(ID);
    }

    @Test
    void fieldsTheServerDoesNotKnowAreIgnored(RunningParley running) {
        RecordedSocket socket = RecordedSocket.open(running.newPerson("Ada"), 0);

        socket.say().raw("{\"type\":\"ping\",\"id\":\"7\",\"colour\":\"green\",\"deep\":{\"er\":[1,2]}}");

        socket.await(ServerFrame.Pong.class, pong -> "7".equals(pong.id()));
    }

    private static Map<String, String> badFrames(UUID conversation) {
        Map<String, String> frames = new LinkedHashMap<>();
        frames.put("", "bad_frame");
        frames.put("hello", "bad_frame");
        frames.put("{", "bad_frame");
        frames.put("[]", "bad_frame");
        frames.put("null", "bad_frame");
        frames.put("{}", "bad_frame");
        frames.put("{\"type\":7}", "bad_frame");
        frames.put("[".repeat(20_000), "bad_frame");
        frames.put("{\"a\":".repeat(5_000), "bad_frame");
        frames.put("{\"type\":\"launch\"}", "unknown_type");
        frames.put("{\"type\":\"send\"}", "bad_frame");
        frames.put(send("\"not-a-uuid\"", conversation, "\"x\""), "bad_frame");
        frames.put(send("null", conversation, "\"x\""), "bad_frame");
        frames.put(send("\"" + ID + "\"", conversation, "\"\""), "bad_frame");
        frames.put(send("\"" + ID + "\"", conversation, "17"), "bad_frame");
        frames.put(send("\"" + ID + "\"", conversation, "\"a\\u0000b\""), "bad_frame");
        frames.put(send("\"" + ID + "\"", conversation, "\"half \\ud83d pair\""), "bad_frame");
        frames.put(send("\"" + ID + "\"", conversation, "\"" + "x".repeat(8_001) + "\""), "too_large");
        frames.put(send("\"" + ID + "\"", conversation, "\"x\",\"replyTo\":-1"), "bad_frame");
        frames.put(
                "{\"type\":\"edit\",\"id\":\"" + ID + "\",\"conversation\":\"" + conversation
                        + "\",\"target\":\"1\",\"text\":\"x\"}",
                "bad_frame");
        frames.put("{\"type\":\"status\",\"status\":\"asleep\"}", "bad_frame");
        frames.put("{\"type\":\"watch\",\"users\":\"all\"}", "bad_frame");
        frames.put("{\"type\":\"sync\",\"cursors\":[]}", "bad_frame");
        frames.put("{\"type\":\"sync\",\"cursors\":{\"" + conversation + "\":-1}}", "bad_frame");
        frames.put("{\"type\":\"token\",\"accessToken\":\"a.b.c\"}", "forbidden");
        return frames;
    }

    private static String send(String id, UUID conversation, String text) {
        return "{\"type\":\"send\",\"id\":" + id + ",\"conversation\":\"" + conversation + "\",\"text\":" + text + "}";
    }
}
