package dev.parley.endtoend.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class RemovalUnderLoadTest {
    private static final int ROUNDS = 4;
    private static final int PER_SECOND = 80;

    /** He listens on both gateways, and asks for everything again and again as if his connection were bad. */
    @Test
    void fromHisRemovalOnAMemberGetsNothingHoweverMuchIsSaid(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        RecordedSocket adas = RecordedSocket.open(ada, 0);
        List<RecordedSocket> bobs = List.of(RecordedSocket.open(bob, 0), RecordedSocket.open(bob, 1));

        for (int round = 0; round < ROUNDS; round++) {
            UUID group = ada.group("Round " + round, List.of(bob));
            adas.follow(group);
            bobs.forEach(socket -> socket.follow(group));
            ScheduledExecutorService chatter = Executors.newSingleThreadScheduledExecutor();
            try (chatter) {
                var _ = chatter.scheduleAtFixedRate(
                        () -> {
                            adas.say().send(UUID.randomUUID(), group, "on and on");
                            bobs.forEach(socket -> socket.say().sync(Map.of(group, 0L), false));
                        },
                        0,
                        1_000 / PER_SECOND,
                        TimeUnit.MILLISECONDS);
                events(adas, group, 20);
                ada.remove(group, bob);
                long removal = adas.await(ServerFrame.Event.class, event -> isRemoval(event.event(), group))
                        .event()
                        .seq();
                events(adas, group, (int) removal + 20);
                chatter.shutdownNow();

                for (RecordedSocket socket : bobs) {
                    socket.settle();
                    assertThat(of(socket, group))
                            .allSatisfy(event -> assertThat(event.seq()).isLessThanOrEqualTo(removal));
                }
            }
        }
    }

    private static void events(RecordedSocket socket, UUID group, int count) {
        socket.await(
                ServerFrame.Event.class,
                event -> group.equals(event.event().conversation())
                        && event.event().seq() >= count);
    }

    private static boolean isRemoval(ChatEvent event, UUID group) {
        return "memberRemoved".equals(event.kind()) && group.equals(event.conversation());
    }

    private static Stream<ChatEvent> of(RecordedSocket socket, UUID group) {
        return socket.heard(ServerFrame.Event.class).stream()
                .map(ServerFrame.Event::event)
                .filter(event -> group.equals(event.conversation()));
    }
}
