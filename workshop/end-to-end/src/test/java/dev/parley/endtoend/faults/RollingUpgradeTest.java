package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Kubernetes does at an upgrade and when it scales: one instance after the other is told to go, is gone for a while, and a
 * new one comes. People chat on, and everybody has everything.
 */
@Order(Order.DEFAULT + 2)
@ExtendWith(SharedStack.class)
class RollingUpgradeTest {
    private static final int PER_SECOND = 40;

    @ParameterizedTest
    @EnumSource(names = {"GATEWAY", "MESSAGE", "PERSISTENCE", "AUTH", "PRESENCE"})
    void rollingAServiceDisturbsNobody(ServiceKind kind, RunningParley running) {
        try (Chatter chatter = Chatter.start(running, PER_SECOND)) {
            chatter.awaitMoreAcked(PER_SECOND);

            for (ServiceInstance instance : running.instances(kind)) {
                instance.stop();
                Set<UUID> meanwhile = chatter.awaitMoreAcked(2 * PER_SECOND);
                chatter.awaitHeardByAll(meanwhile);
                running.startAgain(instance);
                chatter.awaitMoreAcked(PER_SECOND);
            }

            assertThat(chatter.endAndAudit()).isGreaterThan(4 * PER_SECOND);
        }
    }
}
