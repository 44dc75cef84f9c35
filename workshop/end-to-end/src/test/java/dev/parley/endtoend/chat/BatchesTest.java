package dev.parley.endtoend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.ManagementPage;
import dev.parley.endtoend.running.OpenLoop;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The requests, pipelines and transactions that many messages cost, however fast the machine is. The bounds are several
 * times what is usual, and far below 1 a message, which is what forwarding each one by itself would cost.
 */
@ExtendWith(SharedStack.class)
class BatchesTest {
    private static final int PAIRS = 20;
    private static final int MESSAGES = 10_000;

    /** Messages of one person, below the limit for a user. */
    private static final int PER_SECOND = 80;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void underLoadMessagesTravelInBatches(RunningParley running) throws IOException, InterruptedException {
        List<Talk> talks = talks(running);
        Costs before = Costs.of(running);

        OpenLoop.run(MESSAGES, (long) PER_SECOND * talks.size(), number -> {
            Talk talk = talks.get(number % talks.size());
            talk.from().send(talk.conversation(), "message " + number);
        });
        talks.forEach(talk -> talk.from().awaitAcks(PATIENCE));

        Costs costs = Costs.of(running).since(before);
        assertThat(costs.requests() / MESSAGES).as("requests a message").isLessThan(0.35);
        assertThat(costs.pipelines() / MESSAGES).as("pipelines a message").isLessThan(0.35);
        assertThat(costs.transactions() / MESSAGES).as("transactions a message").isLessThan(0.1);
        assertThat(costs.events()).as("events that were published").isGreaterThanOrEqualTo(MESSAGES);
        talks.forEach(talk -> talk.from().close());
    }

    private record Talk(Device from, UUID conversation) {}

    private static List<Talk> talks(RunningParley running) {
        List<Talk> talks = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            Person one = running.newPerson("One");
            Person other = running.newPerson("Other");
            UUID conversation = one.directWith(other);
            talks.add(new Talk(connected(running, one, pair), conversation));
            talks.add(new Talk(connected(running, other, pair + 1), conversation));
        }
        return talks;
    }

    private static Device connected(RunningParley running, Person person, int gateway) {
        Device device = person.device();
        device.connect(gateway % running.instances(ServiceKind.GATEWAY).size());
        return device;
    }

    /**
     * What all instances together have counted.
     *
     * @param requests of gateways to message-service
     * @param pipelines of routers to Redis
     * @param transactions of history
     * @param events that routers have published
     */
    private record Costs(double requests, double pipelines, double transactions, double events) {
        static Costs of(RunningParley running) throws IOException, InterruptedException {
            return new Costs(
                    sum(running, ServiceKind.GATEWAY, "parley_gateway_lane_batch_count"),
                    sum(running, ServiceKind.MESSAGE, "parley_message_router_batch_count"),
                    sum(running, ServiceKind.PERSISTENCE, "parley_persistence_history_transactions_total"),
                    sum(running, ServiceKind.MESSAGE, "parley_message_router_batch_sum"));
        }

        private static double sum(RunningParley running, ServiceKind kind, String metric)
                throws IOException, InterruptedException {
            double sum = 0;
            for (ServiceInstance instance : running.instances(kind)) {
                sum += ManagementPage.of(instance, "/q/metrics").metric(metric);
            }
            return sum;
        }

        Costs since(Costs before) {
            return new Costs(
                    requests - before.requests,
                    pipelines - before.pipelines,
                    transactions - before.transactions,
                    events - before.events);
        }
    }
}
