package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    /** Too slow, or flooding: what a gateway may do with a socket that asks too much of it. */
    private static final Set<Integer> PUT_OUT = Set.of(4408, 4429);

    private record Talker(RecordedSocket socket, UUID conversation, Set<UUID> sent) {}

    @Test
    void whatDoesNotFitIsRefusedAndNothingAcknowledgedIsMissing(RunningParley running) {
        List<Long> before = processes(running);
        List<Talker> talkers = talkers(running);

        blast(talkers);

        awaitAnswers(talkers);
        report(talkers);
        Person ada = running.newPerson("Ada");
        UUID conversation = ada.directWith(running.newPerson("Bob"));
        await().atMost(RECOVERY)
                .until(() ->
                        ada.send(conversation, UUID.randomUUID(), "afterwards").status() == 202);
        assertThat(processes(running)).as("nobody ran out of memory").isEqualTo(before);
        talkers.forEach(talker -> assertKept(running, talker));
        talkers.forEach(talker -> talker.socket().say().close());
    }

    private static List<Talker> talkers(RunningParley running) {
        List<Talker> talkers = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            Person one = running.newPerson("One");
            Person other = running.newPerson("Other");
            UUID conversation = one.directWith(other);
            talkers.add(new Talker(RecordedSocket.open(one, 0), conversation, new HashSet<>()));
            talkers.add(new Talker(RecordedSocket.open(other, 1), conversation, new HashSet<>()));
        }
        talkers.forEach(talker -> talker.socket().follow(talker.conversation()));
        return talkers;
    }

    /** An open loop: nobody waits for an answer. */
    private static void blast(List<Talker> talkers) {
        String text = "x".repeat(400);
        long start = System.nanoTime();
        long perSecond = (long) PER_SECOND * talkers.size();
        long messages = LOAD.toSeconds() * perSecond;
        for (long number = 0; number < messages; number++) {
            long due = start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Talker talker = talkers.get((int) (number % talkers.size()));
            UUID id = UUID.randomUUID();
            talker.sent().add(id);
            talker.socket().say().send(id, talker.conversation(), text);
        }
    }

    private static void awaitAnswers(List<Talker> talkers) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            for (Talker talker : talkers) {
                if (talker.socket().say().isOpen()) {
                    Set<UUID> unanswered = new HashSet<>(talker.sent());
                    unanswered.removeAll(acked(talker));
                    unanswered.removeAll(refused(talker).keySet());
                    assertThat(unanswered).isEmpty();
                }
            }
        });
        List<Talker> putOut = talkers.stream()
                .filter(talker -> !talker.socket().say().isOpen())
                .toList();
        assertThat(putOut)
                .hasSizeLessThan(talkers.size())
                .allSatisfy(talker ->
                        assertThat(talker.socket().say().ended().join().code()).isIn(PUT_OUT));
        assertThat(talkers.stream().flatMap(talker -> acked(talker).stream())).isNotEmpty();
        assertThat(talkers.stream().flatMap(talker -> refused(talker).values().stream()))
                .as("why sends were refused")
                .isSubsetOf("rate_limited", "unavailable");
    }

    private static void report(List<Talker> talkers) {
        Map<String, Long> refusals = talkers.stream()
                .flatMap(talker -> refused(talker).values().stream())
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        System.out.printf(
                "Overload of %d s: %d sent, %d acked, refused %s, sockets put out %d%n",
                LOAD.toSeconds(),
                talkers.stream().mapToInt(talker -> talker.sent().size()).sum(),
                talkers.stream().mapToInt(talker -> acked(talker).size()).sum(),
                refusals,
                talkers.stream()
                        .filter(talker -> !talker.socket().say().isOpen())
                        .count());
    }

    private static void assertKept(RunningParley running, Talker talker) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(kept(running, talker))
                        .containsAll(acked(talker))
                        .doesNotHaveDuplicates());
        Set<UUID> limited = refused(talker).entrySet().stream()
                .filter(refusal -> refusal.getValue().equals("rate_limited"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(kept(running, talker)).noneMatch(limited::contains);
    }

    private static List<UUID> kept(RunningParley running, Talker talker) {
        return running.audit().rows(talker.conversation()).stream()
                .filter(row -> row.kind().equals("message"))
                .map(HistoryAudit.Row::id)
                .toList();
    }

    private static Set<UUID> acked(Talker talker) {
        return talker.socket().heard(ServerFrame.Ack.class).stream()
                .map(ServerFrame.Ack::id)
                .collect(Collectors.toSet());
    }

    private static Map<UUID, String> refused(Talker talker) {
        return talker.socket().heard(ServerFrame.Refusal.class).stream()
                .filter(refusal -> refusal.id() != null)
                .collect(Collectors.toMap(ServerFrame.Refusal::id, ServerFrame.Refusal::code, (one, _) -> one));
    }

    private static List<Long> processes(RunningParley running) {
        return java.util.Arrays.stream(dev.parley.stack.service.ServiceKind.values())
                .flatMap(kind -> running.instances(kind).stream())
                .map(ServiceInstance::process)
                .map(process -> process.pid())
                .toList();
    }
}
