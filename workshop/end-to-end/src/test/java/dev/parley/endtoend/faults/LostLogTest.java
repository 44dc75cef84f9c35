package dev.parley.endtoend.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.endtoend.running.ManagementPage;
import dev.parley.stack.log.LogFromHistory;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
    private static final String PASSWORD = "correct horse battery";
    private static final String LOG = "chat.events";
    private static final int PARTITIONS = 3;
    private static final int CONVERSATIONS = 6;

    @TempDir
    private Path data;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aLogMadeOfHistoryGoesOnWithTheSeqsItHad() throws Exception {
        Map<UUID, List<UUID>> before = new HashMap<>();
        String ada;
        try (OwnStack stack = OwnStack.started(data, PARTITIONS)) {
            Person writer = stack.parley().register("ada", PASSWORD, "Ada");
            Person reader = stack.parley().register("bob", PASSWORD, "Bob");
            ada = writer.username();
            for (int i = 0; i < CONVERSATIONS; i++) {
                UUID conversation = writer.group("Room " + i, List.of(reader));
                stack.say(writer, conversation);
                before.put(conversation, OwnStack.ids(deleteTheLast(stack, writer, conversation)));
            }
            stack.stopServices();
            assertThatThrownBy(() -> restore(stack))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("nothing is lost");

            lose(stack);
            before.forEach((conversation, ids) -> ids.add(written(stack, writer, conversation)));
            assertHistoryRefusesIt(stack);
            restore(stack);
        }

        try (OwnStack stack = OwnStack.started(data, PARTITIONS)) {
            Person writer = stack.parley().login(ada, PASSWORD);
            before.forEach((conversation, ids) -> stack.assertGoesOn(writer, conversation, ids));
        }
    }

    private static void restore(OwnStack stack) {
        new LogFromHistory(stack.kafka(), stack.history(), _ -> {}).restore();
    }

    private static void lose(OwnStack stack) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
            admin.deleteTopics(List.of(LOG)).all().get();
            await().atMost(OwnStack.PATIENCE).ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new NewTopic(LOG, PARTITIONS, (short) 1)))
                        .all()
                        .get();
                return true;
            });
        }
    }

    /** What a front took between the loss and the moment at which the operator noticed. */
    private static UUID written(OwnStack stack, Person sender, UUID conversation) {
        UUID id = UUID.randomUUID();
        String value =
                "{\"kind\":\"message\",\"sender\":\"%s\",\"id\":\"%s\",\"at\":\"2026-01-01T00:00:00.000Z\",\"text\":\"since then\"}"
                        .formatted(sender.id(), id);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            // Closing it sends what is left.
            var _ = producer.send(
                    new ProducerRecord<>(LOG, conversation.toString().getBytes(UTF_8), value.getBytes(UTF_8)));
        }
        return id;
    }

    /** Its offsets are those of another log: it must not take what lies behind them for new. */
    private static void assertHistoryRefusesIt(OwnStack stack) {
        ServiceInstance history = stack.persister();
        history.start();
        await().atMost(OwnStack.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                ManagementPage.of(history, "/q/health/ready").text())
                        .contains("made anew"));
        history.stop();
    }

    /** A message whose text is gone is a place in the log all the same. */
    private static List<HistoryAudit.Row> deleteTheLast(OwnStack stack, Person who, UUID conversation) {
        long target = stack.rows(conversation).getLast().seq();
        RecordedSocket socket = RecordedSocket.open(who, 0);
        socket.follow(conversation);
        UUID id = UUID.randomUUID();
        socket.say().delete(id, conversation, target);
        socket.await(ServerFrame.Ack.class, ack -> id.equals(ack.id()));
        socket.say().close();
        await().atMost(OwnStack.PATIENCE)
                .until(() -> stack.rows(conversation).getLast().kind().equals("delete"));
        return stack.rows(conversation);
    }
}
