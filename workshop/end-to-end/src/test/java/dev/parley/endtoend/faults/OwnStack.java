package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.stack.engine.Engine;
import dev.parley.stack.log.History;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** One of each service for a test that does to its log what cannot be undone. Started again on the same data, it goes on. */
final class OwnStack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SOME = 10;

    private final Stack stack;
    private final Parley parley;

    private OwnStack(Stack stack) {
        this.stack = stack;
        this.parley = Parley.at(stack.services(ServiceKind.GATEWAY).stream()
                .map(gateway -> URI.create(gateway.url()))
                .toList());
    }

    /** Starts it, with a log of this many partitions, and waits until it is ready. */
    static OwnStack started(Path data, int partitions) {
        return started(data, partitions, Map.of());
    }

    /** The same with more environment variables for its services. */
    static OwnStack started(Path data, int partitions, Map<String, String> environment) {
        var plan = new StackPlan(
                Path.of(System.getProperty("parley.root", "../..")),
                data,
                OptionalInt.empty(),
                partitions,
                Map.of(),
                environment);
        var stack = new Stack(plan);
        try {
            stack.start((_, _) -> {});
            return new OwnStack(stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** To register and log in. */
    Parley parley() {
        return parley;
    }

    /** Where its Kafka listens, HOST:PORT. */
    String kafka() {
        return "localhost:" + stack.engine(Engine.Kind.KAFKA).port();
    }

    /** The address of its Redis. */
    String redis() {
        return "redis://localhost:" + stack.engine(Engine.Kind.REDIS).port();
    }

    /** Where its history is, for the commands that are about the log. */
    History history() {
        return new History(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword());
    }

    ServiceInstance persister() {
        return stack.services(ServiceKind.PERSISTENCE).getFirst();
    }

    void stopServices() {
        stack.services().forEach(ServiceInstance::stop);
    }

    /** All of a conversation in history, in the order of seqs. */
    List<HistoryAudit.Row> rows(UUID conversation) {
        return new HistoryAudit(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword())
                .rows(conversation);
    }

    /** Their ids, in a list that can grow. */
    static List<UUID> ids(List<HistoryAudit.Row> rows) {
        return rows.stream().map(HistoryAudit.Row::id).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Says some more, and returns all of history when it has that. */
    List<HistoryAudit.Row> say(Person who, UUID conversation) {
        int before = rows(conversation).size();
        for (int i = 0; i < SOME; i++) {
            UUID id = UUID.randomUUID();
            await().atMost(PATIENCE)
                    .until(() -> who.send(conversation, id, "to be kept").status() == 202);
        }
        await().atMost(PATIENCE).until(() -> rows(conversation).size() >= before + SOME);
        return rows(conversation);
    }

    /** Says some more, and asserts that it stands behind what was there, with the seqs that follow, in history and live. Returns all of it. */
    List<HistoryAudit.Row> assertGoesOn(Person who, UUID conversation, List<UUID> before) {
        RecordedSocket live = RecordedSocket.open(who, 0);
        live.follow(conversation);
        List<HistoryAudit.Row> after = say(who, conversation);

        assertThat(after)
                .extracting(HistoryAudit.Row::id)
                .startsWith(before.toArray(UUID[]::new))
                .hasSizeGreaterThanOrEqualTo(before.size() + SOME);
        assertThat(after)
                .extracting(HistoryAudit.Row::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, after.size()).boxed().toList());
        assertThat(after.getLast().kind()).isEqualTo("message");
        UUID last = after.getLast().id();
        var heard = live.await(
                ServerFrame.Event.class, event -> last.equals(event.event().id()));
        assertThat(heard.event().seq()).isEqualTo(after.size());
        return after;
    }

    @Override
    public void close() {
        try (stack) {
            parley.close();
        }
    }
}
