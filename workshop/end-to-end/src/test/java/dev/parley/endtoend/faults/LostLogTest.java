package dev.parley.endtoend.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.stack.engine.Engine;
import dev.parley.stack.log.History;
import dev.parley.stack.log.LogFromHistory;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.Stack;
import dev.parley.stack.service.StackPlan;
import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log is lost and its topic made anew, empty. The steps are those of docs/operations.md, on a stack of its own. */
@Order(Order.DEFAULT + 4)
class LostLogTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "correct horse battery";
    private static final String LOG = "chat.events";
    private static final int PARTITIONS = 3;
    private static final int CONVERSATIONS = 6;
    private static final int SOME = 10;

    @TempDir
    private Path data;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aLogMadeOfHistoryGoesOnWithTheSeqsItHad() throws Exception {
        Map<UUID, List<UUID>> before = new HashMap<>();
        String ada;
        try (Stack stack = started();
                Parley parley = parley(stack)) {
            Person writer = parley.register("ada", PASSWORD, "Ada");
            Person reader = parley.register("bob", PASSWORD, "Bob");
            ada = writer.username();
            for (int i = 0; i < CONVERSATIONS; i++) {
                UUID conversation = writer.group("Room " + i, List.of(reader));
                say(stack, writer, conversation);
                before.put(conversation, ids(deleteTheLast(stack, writer, conversation)));
            }
            stack.services().forEach(ServiceInstance::stop);
            assertThatThrownBy(() -> restore(stack))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("nothing is lost");

            lose(stack);
            before.forEach((conversation, ids) -> ids.add(written(stack, writer, conversation)));
            assertHistoryRefusesIt(stack);
            restore(stack);
        }

        try (Stack stack = started();
                Parley parley = parley(stack)) {
            Person writer = parley.login(ada, PASSWORD);
            before.forEach((conversation, ids) -> {
                RecordedSocket live = RecordedSocket.open(writer, 0);
                live.follow(conversation);
                List<HistoryAudit.Row> after = say(stack, writer, conversation);

                assertThat(ids(after))
                        .startsWith(ids.toArray(UUID[]::new))
                        .hasSizeGreaterThanOrEqualTo(ids.size() + SOME);
                assertThat(after)
                        .extracting(HistoryAudit.Row::seq)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, after.size()).boxed().toList());
                UUID last = after.getLast().id();
                var heard = live.await(
                        ServerFrame.Event.class,
                        event -> last.equals(event.event().id()));
                assertThat(heard.event().seq()).isEqualTo(after.size());
            });
        }
    }

    private Stack started() {
        var plan = new StackPlan(
                Path.of(System.getProperty("parley.root", "../..")),
                data,
                OptionalInt.empty(),
                PARTITIONS,
                Map.of(),
                Map.of());
        var stack = new Stack(plan);
        try {
            stack.start((_, _) -> {});
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static Parley parley(Stack stack) {
        return Parley.at(stack.services(ServiceKind.GATEWAY).stream()
                .map(gateway -> URI.create(gateway.url()))
                .toList());
    }

    private static void restore(Stack stack) {
        var history = new History(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword());
        new LogFromHistory(bootstrap(stack), history, _ -> {}).restore();
    }

    private static void lose(Stack stack) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap(stack)))) {
            admin.deleteTopics(List.of(LOG)).all().get();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new NewTopic(LOG, PARTITIONS, (short) 1)))
                        .all()
                        .get();
                return true;
            });
        }
    }

    /** What a front took between the loss and the moment at which the operator noticed. */
    private static UUID written(Stack stack, Person sender, UUID conversation) {
        UUID id = UUID.randomUUID();
        String value =
                "{\"kind\":\"message\",\"sender\":\"%s\",\"id\":\"%s\",\"at\":\"2026-01-01T00:00:00.000Z\",\"text\":\"since then\"}"
                        .formatted(sender.id(), id);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(stack)), new ByteArraySerializer(), new ByteArraySerializer())) {
            // Closing it sends what is left.
            var _ = producer.send(
                    new ProducerRecord<>(LOG, conversation.toString().getBytes(UTF_8), value.getBytes(UTF_8)));
        }
        return id;
    }

    private static List<UUID> ids(List<HistoryAudit.Row> rows) {
        return rows.stream().map(HistoryAudit.Row::id).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Its offsets are those of another log: it must not take what lies behind them for new. */
    private static void assertHistoryRefusesIt(Stack stack) {
        ServiceInstance history = stack.services(ServiceKind.PERSISTENCE).getFirst();
        history.start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(readiness(history)).contains("made anew"));
        history.stop();
    }

    private static String readiness(ServiceInstance instance) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(instance.managementUrl() + "/q/health/ready"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static String bootstrap(Stack stack) {
        return "localhost:" + stack.engine(Engine.Kind.KAFKA).port();
    }

    /** Says some more, and returns all of history when it has that. */
    private static List<HistoryAudit.Row> say(Stack stack, Person who, UUID conversation) {
        int before = rows(stack, conversation).size();
        for (int i = 0; i < SOME; i++) {
            UUID id = UUID.randomUUID();
            await().atMost(PATIENCE)
                    .until(() -> who.send(conversation, id, "to be kept").status() == 202);
        }
        await().atMost(PATIENCE).until(() -> rows(stack, conversation).size() >= before + SOME);
        return rows(stack, conversation);
    }

    /** A message whose text is gone is a place in the log all the same. */
    private static List<HistoryAudit.Row> deleteTheLast(Stack stack, Person who, UUID conversation) {
        long target = rows(stack, conversation).getLast().seq();
        RecordedSocket socket = RecordedSocket.open(who, 0);
        socket.follow(conversation);
        UUID id = UUID.randomUUID();
        socket.say().delete(id, conversation, target);
        socket.await(ServerFrame.Ack.class, ack -> id.equals(ack.id()));
        socket.say().close();
        await().atMost(PATIENCE)
                .until(() -> rows(stack, conversation).getLast().kind().equals("delete"));
        return rows(stack, conversation);
    }

    private static List<HistoryAudit.Row> rows(Stack stack, UUID conversation) {
        return new HistoryAudit(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword())
                .rows(conversation);
    }
}
