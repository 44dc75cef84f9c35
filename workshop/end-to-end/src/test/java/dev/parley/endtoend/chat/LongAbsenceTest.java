package dev.parley.endtoend.chat;

import dev.parley.endtoend.running.Promises;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class LongAbsenceTest {
    private static final int MORE_THAN_A_SYNC_SENDS = 620;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whoMissedMoreThanASyncSendsPagesTheRest(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        List<Device> talking = List.of(ada.device(), bob.device());
        talking.getFirst().connect(0);
        talking.getLast().connect(1);
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_A_SYNC_SENDS; i++) {
            sent.add(talking.get(i % 2).send(conversation, "#" + i));
        }
        talking.forEach(device -> device.awaitAcks(PATIENCE));
        new Promises(running).hold(conversation, talking, sent);

        Device fresh = bob.device();
        fresh.connect(0);

        new Promises(running).hold(conversation, List.of(fresh, talking.getFirst()), sent);
        talking.forEach(Device::close);
        fresh.close();
    }
}
