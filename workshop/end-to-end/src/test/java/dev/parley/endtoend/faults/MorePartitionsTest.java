package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.stack.engine.Engine;
import dev.parley.stack.log.History;
import dev.parley.stack.log.MorePartitions;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log gets more partitions than it was made with. The steps are those of docs/operations.md, on a stack of its own. */
@Order(Order.DEFAULT + 4)
class MorePartitionsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "correct horse battery";
    private static final int CONVERSATIONS = 8;
    private static final int SOME = 10;

    @TempDir
    private Path data;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aLogThatWasMovedGoesOnWithTheSeqsItHad() {
        Map<UUID, List<HistoryAudit.Row>> before = new HashMap<>();
        String ada;
        try (Stack stack = started(3);
                Parley parley = parley(stack)) {
            Person writer = parley.register("ada", PASSWORD, "Ada");
            Person reader = parley.register("bob", PASSWORD, "Bob");
            ada = writer.username();
            for (int i = 0; i < CONVERSATIONS; i++) {
                UUID conversation = writer.group("Room " + i, List.of(reader));
                before.put(conversation, say(stack, writer, conversation));
            }
            assertThatThrownBy(() -> move(stack))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("have members");

            stack.services().forEach(ServiceInstance::stop);
            move(stack);
        }

        try (Stack stack = started(12);
                Parley parley = parley(stack)) {
            Person writer = parley.login(ada, PASSWORD);
            before.forEach((conversation, rows) -> {
                RecordedSocket live = RecordedSocket.open(writer, 0);
                live.follow(conversation);
                List<HistoryAudit.Row> after = say(stack, writer, conversation);

                assertThat(after)
                        .startsWith(rows.toArray(HistoryAudit.Row[]::new))
                        .hasSizeGreaterThanOrEqualTo(rows.size() + SOME);
                assertThat(after)
                        .extracting(HistoryAudit.Row::seq)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, after.size()).boxed().toList());
                assertThat(after.getLast().kind()).isEqualTo("message");
                UUID last = after.getLast().id();
                var heard = live.await(
                        ServerFrame.Event.class,
                        event -> last.equals(event.event().id()));
                assertThat(heard.event().seq()).isEqualTo(after.size());
            });
        }
    }

    private Stack started(int partitions) {
        var plan = new StackPlan(
                Path.of(System.getProperty("parley.root", "../..")),
                data,
                OptionalInt.empty(),
                partitions,
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

    private static void move(Stack stack) {
        var history = new History(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword());
        new MorePartitions("localhost:" + stack.engine(Engine.Kind.KAFKA).port(), history, _ -> {}).to(12);
    }

    /** Says some more, and returns all of history when it has that. */
    private static List<HistoryAudit.Row> say(Stack stack, Person who, UUID conversation) {
        var audit = new HistoryAudit(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword());
        int before = audit.rows(conversation).size();
        for (int i = 0; i < SOME; i++) {
            UUID id = UUID.randomUUID();
            await().atMost(PATIENCE)
                    .until(() -> who.send(conversation, id, "to be kept").status() == 202);
        }
        await().atMost(PATIENCE).until(() -> audit.rows(conversation).size() >= before + SOME);
        return audit.rows(conversation);
    }
}
