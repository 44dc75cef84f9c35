package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.endtoend.running.ManagementPage;
import dev.parley.endtoend.running.OpenLoop;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * More than the machine can carry, for a while: what does not fit is refused, nothing that is acknowledged is missing. For longer with
 * {@code -Dparley.overload.seconds}, by more with {@code -Dparley.overload.pairs}.
 */
@Order(Order.DEFAULT + 2)
@ExtendWith(SharedStack.class)
class OverloadTest {
    private static final int PAIRS = Integer.getInteger("parley.overload.pairs", 25);

    /** A person's, below what a gateway lets him; of all together several times what two cores carry. */
    private static final int PER_SECOND = 80;

    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("parley.overload.seconds", 15));

    /** From the end of the load. */
    private static final Duration ANSWERS = LOAD.plusSeconds(25);

    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private static final String TEXT = "x".repeat(400);

    @Test
    void whatDoesNotFitIsRefusedAndNothingAcknowledgedIsMissing(RunningParley running)
            throws IOException, InterruptedException {
        List<Long> before = processes(running);
        double putOutBefore = putOutByGateways(running);
        List<Talker> talkers = talkers(running);

        blast(talkers);

        awaitAnswers(talkers);
        report(talkers);
        assertThat(putOutByGateways(running) - putOutBefore)
                .as("sockets that gateways put out, of those that ended")
                .isGreaterThanOrEqualTo(putOut(talkers));
        Person ada = running.newPerson("Ada");
        UUID conversation = ada.directWith(running.newPerson("Bob"));
        await().atMost(RECOVERY)
                .until(() ->
                        ada.send(conversation, UUID.randomUUID(), "afterwards").status() == 202);
        assertThat(processes(running)).as("nobody ran out of memory").isEqualTo(before);
        talkers.forEach(talker -> assertKept(running, talker));
        talkers.forEach(Talker::close);
    }

    private static List<Talker> talkers(RunningParley running) {
        List<Talker> talkers = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            Person one = running.newPerson("One");
            Person other = running.newPerson("Other");
            UUID conversation = one.directWith(other);
            talkers.add(new Talker(one, 0, conversation));
            talkers.add(new Talker(other, 1, conversation));
        }
        return talkers;
    }

    private static void blast(List<Talker> talkers) {
        long perSecond = (long) PER_SECOND * talkers.size();
        int messages = Math.toIntExact(LOAD.toSeconds() * perSecond);
        OpenLoop.run(
                messages,
                perSecond,
                number -> talkers.get(number % talkers.size()).say(UUID.randomUUID(), TEXT));
    }

    private static void awaitAnswers(List<Talker> talkers) {
        List<Talker> waiting = new ArrayList<>(talkers);
        await().atMost(ANSWERS).untilAsserted(() -> {
            waiting.removeIf(talker -> talker.everythingIsAnswered(TEXT));
            assertThat(waiting).isEmpty();
        });
        assertThat(talkers.stream().flatMap(talker -> talker.acked().stream())).isNotEmpty();
        assertThat(talkers.stream().flatMap(talker -> talker.refused().values().stream()))
                .as("why sends were refused")
                .isSubsetOf("rate_limited", "unavailable");
    }

    private static void report(List<Talker> talkers) {
        Map<String, Long> refusals = talkers.stream()
                .flatMap(talker -> talker.refused().values().stream())
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        System.out.printf(
                "Overload of %d s: %d sent, %d acked, refused %s, sockets put out %d%n",
                LOAD.toSeconds(),
                talkers.stream().mapToInt(Talker::said).sum(),
                talkers.stream().mapToInt(talker -> talker.acked().size()).sum(),
                refusals,
                putOut(talkers));
    }

    private static int putOut(List<Talker> talkers) {
        return talkers.stream().mapToInt(Talker::putOut).sum();
    }

    /** By their own account: the close frame that says why may be lost with the connection. */
    private static double putOutByGateways(RunningParley running) throws IOException, InterruptedException {
        double putOut = 0;
        for (ServiceInstance gateway : running.instances(ServiceKind.GATEWAY)) {
            ManagementPage metrics = ManagementPage.of(gateway, "/q/metrics");
            for (int code : Talker.PUT_OUT) {
                putOut += metrics.metric("parley_gateway_closed_total{code=\"" + code + "\"}");
            }
        }
        return putOut;
    }

    private static void assertKept(RunningParley running, Talker talker) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(kept(running, talker))
                        .containsAll(talker.acked())
                        .doesNotHaveDuplicates());
        Set<UUID> tooFast = talker.refusedAsTooFast();
        assertThat(kept(running, talker)).noneMatch(tooFast::contains);
    }

    private static List<UUID> kept(RunningParley running, Talker talker) {
        return running.audit().rows(talker.conversation()).stream()
                .filter(row -> row.kind().equals("message"))
                .map(HistoryAudit.Row::id)
                .toList();
    }

    private static List<Long> processes(RunningParley running) {
        return Arrays.stream(ServiceKind.values())
                .flatMap(kind -> running.instances(kind).stream())
                .map(ServiceInstance::process)
                .map(process -> process.pid())
                .toList();
    }
}
