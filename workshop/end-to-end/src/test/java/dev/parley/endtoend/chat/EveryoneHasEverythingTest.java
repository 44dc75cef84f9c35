package dev.parley.endtoend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.Promises;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class EveryoneHasEverythingTest {
    private static final int PEOPLE = 20;
    private static final int GROUPS = 3;
    private static final int MESSAGES = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(2026);
    private final Map<UUID, List<Device>> members = new LinkedHashMap<>();
    private final Map<UUID, List<UUID>> sent = new HashMap<>();

    @Test
    void twentyPeopleOverTwoGatewaysEndWithEveryEventOnce(RunningParley running) {
        List<Device> devices = connectedPeople(running);
        makeConversations(devices);
        List<UUID> conversations = List.copyOf(members.keySet());

        for (int i = 0; i < MESSAGES; i++) {
            UUID conversation = conversations.get(i % conversations.size());
            List<Device> in = members.get(conversation);
            Device sender = in.get(random.nextInt(in.size()));
            sent.computeIfAbsent(conversation, _ -> new ArrayList<>())
                    .add(sender.send(conversation, "naïve 漢字 🎉 #" + i));
            if (i % 100 == 50) {
                devices.get(random.nextInt(PEOPLE)).cut();
            }
            if (i % 100 == 99) {
                reconnect(devices);
            }
        }
        reconnect(devices);

        devices.forEach(device -> device.awaitAcks(PATIENCE));
        assertThat(devices)
                .allSatisfy(device -> assertThat(device.outbox().refused()).isEmpty());
        var promises = new Promises(running);
        members.forEach((conversation, in) -> {
            promises.hold(conversation, in, sent.get(conversation));
            promises.inOrder(conversation, in);
        });
        assertThat(sent.values().stream().mapToInt(Collection::size).sum()).isEqualTo(MESSAGES);
        devices.forEach(Device::close);
    }

    private static List<Device> connectedPeople(RunningParley running) {
        List<Device> devices = new ArrayList<>();
        for (Person person : running.newPeople("Citizen", PEOPLE)) {
            Device device = person.device();
            device.connect(devices.size() % 2);
            devices.add(device);
        }
        return devices;
    }

    private void makeConversations(List<Device> devices) {
        for (int i = 0; i < PEOPLE; i += 2) {
            List<Device> pair = devices.subList(i, i + 2);
            members.put(pair.getFirst().person().directWith(pair.getLast().person()), pair);
        }
        for (int i = 0; i < GROUPS; i++) {
            List<Device> in = devices.subList(i * 5, i * 5 + 8);
            List<Person> others = in.stream().skip(1).map(Device::person).toList();
            members.put(in.getFirst().person().group("Group " + i, others), in);
        }
    }

    /** Through the other gateway, as it may happen. */
    private void reconnect(List<Device> devices) {
        devices.stream().filter(device -> !device.connected()).forEach(device -> device.connect(random.nextInt(2)));
    }
}
