package dev.parley.endtoend.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.endtoend.running.SpanCollector.Seen;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A part of all messages is traced; the whole stack of these tests runs like that. */
@ExtendWith(SharedStack.class)
class TracesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SEND = "message send";
    private static final String APPEND = "message append";
    private static final String PUBLISH = "message publish";
    private static final String STORE = "message store";

    @Test
    void aMessageIsFollowedFromItsSocketThroughTheLogToRedisAndHistory(RunningParley running) {
        Person ada = running.newPerson("Ada");
        UUID conversation = ada.directWith(running.newPerson("Bob"));
        try (Device device = ada.device()) {
            device.connect(0);

            await().atMost(PATIENCE).until(() -> {
                device.send(conversation, "one of many");
                device.awaitAcks(PATIENCE);
                return !whole(running, conversation, SEND, APPEND, PUBLISH, STORE)
                        .isEmpty();
            });
        }

        Map<String, Seen> spans = whole(running, conversation, SEND, APPEND, PUBLISH, STORE).stream()
                .collect(Collectors.toMap(Seen::name, Function.identity()));
        assertThat(spans.get(SEND).service()).isEqualTo("gateway-service");
        assertThat(spans.get(SEND).parent()).isEmpty();
        assertThat(spans.get(APPEND).service()).isEqualTo("message-service");
        assertThat(spans.get(APPEND).parent()).isEqualTo(spans.get(SEND).id());
        assertThat(spans.get(PUBLISH).service()).isEqualTo("message-service");
        assertThat(spans.get(PUBLISH).parent()).isEqualTo(spans.get(APPEND).id());
        assertThat(spans.get(STORE).service()).isEqualTo("persistence-service");
        assertThat(spans.get(STORE).parent()).isEqualTo(spans.get(APPEND).id());
    }

    @Test
    void aMessageSentOverRestIsFollowedFromTheCall(RunningParley running) {
        Person ada = running.newPerson("Ada");
        UUID conversation = ada.directWith(running.newPerson("Bob"));

        await().atMost(PATIENCE).until(() -> {
            ada.send(conversation, UUID.randomUUID(), "one of many");
            return !whole(running, conversation, APPEND, PUBLISH, STORE).isEmpty();
        });

        List<Seen> spans = whole(running, conversation, APPEND, PUBLISH, STORE);
        Seen append = named(APPEND, spans);
        Seen call = spans.stream()
                .filter(span -> span.id().equals(append.parent()))
                .findFirst()
                .orElseThrow();
        assertThat(call.service()).isEqualTo("message-service");
        assertThat(call.name()).contains("/messages");
        assertThat(named(STORE, spans).parent()).isEqualTo(append.id());
    }

    /** The first trace about this conversation that has all of these spans, and the one that the first of them follows. */
    private static List<Seen> whole(RunningParley running, UUID conversation, String... names) {
        return running.spans()
                .trace(spans ->
                        spans.stream().anyMatch(span -> span.conversation().equals(conversation.toString()))
                                && spans.stream().map(Seen::name).toList().containsAll(List.of(names))
                                && spans.stream().anyMatch(span -> span.parent().isEmpty()));
    }

    private static Seen named(String name, List<Seen> spans) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
