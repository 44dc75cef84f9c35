package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.stack.log.MorePartitions;
import dev.parley.stack.process.StackFailure;
import dev.parley.toolbox.client.Person;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log gets more partitions than it was made with. The steps are those of docs/operations.md, on a stack of its own. */
@Order(Order.DEFAULT + 4)
class MorePartitionsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int CONVERSATIONS = 8;

    @TempDir
    private Path data;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aLogThatWasMovedGoesOnWithTheSeqsItHad() {
        Map<UUID, List<HistoryAudit.Row>> before = new HashMap<>();
        String ada;
        try (OwnStack stack = OwnStack.started(data, 3)) {
            Person writer = stack.parley().register("ada", PASSWORD, "Ada");
            Person reader = stack.parley().register("bob", PASSWORD, "Bob");
            ada = writer.username();
            for (int i = 0; i < CONVERSATIONS; i++) {
                UUID conversation = writer.group("Room " + i, List.of(reader));
                before.put(conversation, stack.say(writer, conversation));
            }
            assertThatThrownBy(() -> move(stack))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("have members");

            stack.stopServices();
            move(stack);
        }

        try (OwnStack stack = OwnStack.started(data, 12)) {
            Person writer = stack.parley().login(ada, PASSWORD);
            before.forEach((conversation, rows) -> {
                assertThat(stack.assertGoesOn(writer, conversation, OwnStack.ids(rows)))
                        .startsWith(rows.toArray(HistoryAudit.Row[]::new));
            });
        }
    }

    private static void move(OwnStack stack) {
        new MorePartitions(stack.kafka(), stack.history(), _ -> {}).to(12);
    }
}
