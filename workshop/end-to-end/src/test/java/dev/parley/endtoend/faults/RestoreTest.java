package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.engine.Engine;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A backup of Postgres comes back: what it lacks is written anew from the log. The steps are those of docs/operations.md. */
@Order(Order.DEFAULT + 3)
@ExtendWith(SharedStack.class)
class RestoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SOME = 30;

    private final Path data = Path.of(System.getProperty("parley.end-to-end.data", "target/stack"), "postgres");

    @Test
    void postgresRestoredToAnOlderStateGetsEverythingSinceFromTheLog(RunningParley running, @TempDir Path backup)
            throws Exception {
        Person ada = running.newPerson("Ada");
        UUID conversation = ada.directWith(running.newPerson("Bob"));
        List<HistoryAudit.Row> old = say(running, ada, conversation, SOME);
        whileDatabasesAreDown(running, () -> copy(data, backup));
        List<HistoryAudit.Row> all = say(running, ada, conversation, 2 * SOME);

        whileDatabasesAreDown(running, () -> {
            delete(data);
            copy(backup.resolve("postgres"), data.getParent());
        });

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(running.audit().rows(conversation)).isEqualTo(all));
        assertThat(all).startsWith(old.toArray(HistoryAudit.Row[]::new)).hasSize(2 * SOME);
        assertThat(say(running, ada, conversation, 2 * SOME + 1)).startsWith(all.toArray(HistoryAudit.Row[]::new));
    }

    /** Says more until history has this many, and returns it. */
    private static List<HistoryAudit.Row> say(RunningParley running, Person who, UUID conversation, int untilThereAre) {
        int there = running.audit().rows(conversation).size();
        for (int i = there; i < untilThereAre; i++) {
            UUID id = UUID.randomUUID();
            await().atMost(PATIENCE)
                    .until(() -> who.send(conversation, id, "to be kept").status() == 202);
        }
        await().atMost(PATIENCE).until(() -> running.audit().rows(conversation).size() == untilThereAre);
        return running.audit().rows(conversation);
    }

    private static void whileDatabasesAreDown(RunningParley running, Step step) throws Exception {
        Engine postgres = running.engine(Engine.Kind.POSTGRES);
        running.instances(ServiceKind.PERSISTENCE).forEach(instance -> instance.stop());
        postgres.stop();
        step.take();
        postgres.start();
        running.instances(ServiceKind.PERSISTENCE).forEach(running::startAgain);
        running.awaitReady();
    }

    private static void copy(Path from, Path into) throws Exception {
        run("cp", "-a", from.toString(), into.toString());
    }

    private static void delete(Path directory) throws Exception {
        run("rm", "-r", directory.toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private interface Step {
        void take() throws Exception;
    }
}
