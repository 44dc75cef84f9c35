package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.Promises;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(Order.DEFAULT + 2)
@ExtendWith(SharedStack.class)
class BurstAfterRestartTest {
    /** Below what a gateway lets a socket have unanswered: nothing here is refused and said again. */
    private static final int AT_ONCE = 200;

    private static final int RESTARTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whatIsSaidInOneGoRightBehindTheWelcomeOfAFreshGatewayKeepsItsOrder(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        Device bobs = bob.device();
        bobs.connect(1);
        ServiceInstance gateway = running.instances(ServiceKind.GATEWAY).getFirst();
        List<UUID> sent = new ArrayList<>();

        for (int restart = 0; restart < RESTARTS; restart++) {
            running.kill(gateway);
            running.startAgain(gateway);
            Device adas = ada.device();
            for (int i = 0; i < AT_ONCE; i++) {
                sent.add(adas.send(conversation, "at once #" + sent.size()));
            }
            // Everything above is written as soon as the welcome is there.
            adas.connect(0);
            adas.awaitAcks(PATIENCE);
            assertThat(adas.outbox().retries()).isZero();
            adas.close();
        }

        new Promises(running).hold(conversation, List.of(bobs), sent);
        assertThat(bobs.counting(conversation).stream()
                        .filter(event -> event.isMessage())
                        .map(event -> event.id()))
                .containsExactlyElementsOf(sent);
        bobs.close();
    }
}
