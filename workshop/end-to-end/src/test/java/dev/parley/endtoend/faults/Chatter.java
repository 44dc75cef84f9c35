package dev.parley.endtoend.faults;

import dev.parley.endtoend.running.Promises;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * People of a few groups who talk all the time, half of them on each gateway; one whose connection breaks comes back through
 * whichever gateway answers. Devices speak on one thread of this class.
 */
final class Chatter implements AutoCloseable {
    private static final int GROUPS = 3;
    private static final int MEMBERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningParley running;
    private final List<UUID> groups = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chatter").daemon().factory());
    private int turn;

    private Chatter(RunningParley running) {
        this.running = running;
    }

    /** Starts it: about {@code perSecond} messages a second, of all people together. */
    static Chatter start(RunningParley running, int perSecond) {
        var chatter = new Chatter(running);
        for (int group = 0; group < GROUPS; group++) {
            List<Person> people = running.newPeople("Talker", MEMBERS);
            chatter.groups.add(people.getFirst().group("Talk " + group, people.subList(1, MEMBERS)));
            for (Person person : people) {
                Device device = person.device();
                device.connect(chatter.devices.size() % 2);
                chatter.devices.add(device);
            }
        }
        var _ = chatter.thread.scheduleAtFixedRate(
                chatter::speak, 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
        return chatter;
    }

    private void speak() {
        Device device = devices.get(turn++ % devices.size());
        device.send(groupOf(device), "turn #" + turn);
        devices.stream().filter(other -> !other.connected()).forEach(this::comeBack);
    }

    private void comeBack(Device device) {
        try {
            device.connect(turn % 2);
        } catch (CompletionException | UncheckedIOException | AssertionError e) {
            // That gateway is down: the next turn tries the other one.
        }
    }

    private UUID groupOf(Device device) {
        return groups.get(devices.indexOf(device) / MEMBERS);
    }

    private List<Device> membersOf(UUID group) {
        int at = groups.indexOf(group) * MEMBERS;
        return devices.subList(at, at + MEMBERS);
    }

    /** Everything acknowledged so far. */
    Set<UUID> acked() {
        Set<UUID> acked = new HashSet<>();
        devices.forEach(device -> acked.addAll(device.outbox().acked().keySet()));
        return acked;
    }

    /** Waits until this many more are acknowledged, and returns all that are. */
    Set<UUID> awaitMoreAcked(int count) {
        int before = acked().size();
        devices.getFirst().await(count + " more acks", PATIENCE, () -> acked().size() >= before + count);
        return acked();
    }

    /** Waits until every member has those of these messages that are of his group, live. */
    void awaitHeardByAll(Set<UUID> messages) {
        for (Device device : devices) {
            Set<UUID> own = new HashSet<>();
            membersOf(groupOf(device))
                    .forEach(member -> own.addAll(member.outbox().acked().keySet()));
            own.retainAll(messages);
            device.await("hearing what was acknowledged", PATIENCE, () -> {
                Set<UUID> heard = new HashSet<>();
                device.counting(groupOf(device)).forEach(event -> heard.add(event.id()));
                return heard.containsAll(own);
            });
        }
    }

    /** What somebody is answered who pages through his group just now. */
    Answer askForHistory() {
        return devices.getFirst().person().call("GET", "/api/conversations/" + groups.getFirst() + "/events", null);
    }

    /** Ends the talk and asserts the promises over all that was said. Returns how much that was. */
    int endAndAudit() {
        close();
        devices.stream().filter(device -> !device.connected()).forEach(this::comeBack);
        devices.forEach(device -> device.awaitAcks(PATIENCE));
        var promises = new Promises(running);
        for (UUID group : groups) {
            List<Device> members = membersOf(group);
            Set<UUID> acked = new HashSet<>();
            members.forEach(member -> acked.addAll(member.outbox().acked().keySet()));
            promises.hold(group, members, acked);
            promises.inOrder(group, members);
        }
        int said = acked().size();
        devices.forEach(Device::close);
        return said;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the chatter does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
