package dev.parley.endtoend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.Promises;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(Order.DEFAULT + 3)
@ExtendWith(SharedStack.class)
class RestartTest {
    private static final int MESSAGES = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void afterARestartAllHistoryIsThereAndTheNextSeqFollowsTheLast(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        Device before = connected(ada, 0);
        List<UUID> acked = say(before, conversation, "before");
        long last = new Promises(running).hold(conversation, List.of(before), acked);

        running.restart();

        Device after = connected(ada, 1);
        Device other = connected(bob, 0);
        after.awaitSeq(conversation, last, PATIENCE);
        acked.addAll(say(other, conversation, "after"));
        long grown = new Promises(running).hold(conversation, List.of(after, other), acked);
        assertThat(grown).isEqualTo(last + MESSAGES);
        assertThat(before.events(conversation))
                .extracting("seq", "id")
                .isEqualTo(after.events(conversation).subList(0, (int) last).stream()
                        .map(event -> org.assertj.core.groups.Tuple.tuple(event.seq(), event.id()))
                        .toList());
    }

    private static Device connected(Person person, int gateway) {
        Device device = person.device();
        device.connect(gateway);
        return device;
    }

    private static List<UUID> say(Device device, UUID conversation, String what) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            ids.add(device.send(conversation, what + " " + i));
        }
        device.awaitAcks(PATIENCE);
        return ids;
    }
}
