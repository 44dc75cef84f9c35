package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.HistoryAudit;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.engine.Engine;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Order(Order.DEFAULT + 2)
@ExtendWith(SharedStack.class)
class LostPartsTest {
    private static final int PER_SECOND = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Messages of about 15 seconds. */
    private static final int OF_AN_OUTAGE = 15 * PER_SECOND;

    @Test
    void whilePostgresIsDownPeopleChatOnAndHistoryCatchesUp(RunningParley running) {
        Engine postgres = running.engine(Engine.Kind.POSTGRES);
        try (Chatter chatter = Chatter.start(running, PER_SECOND)) {
            chatter.awaitMoreAcked(PER_SECOND);

            postgres.stop();
            Set<UUID> meanwhile = chatter.awaitMoreAcked(OF_AN_OUTAGE);
            chatter.awaitHeardByAll(meanwhile);
            assertThat(chatter.askForHistory().code()).isEqualTo("unavailable");
            postgres.start();

            chatter.awaitMoreAcked(PER_SECOND);
            assertThat(chatter.endAndAudit()).isGreaterThan(OF_AN_OUTAGE);
        }
    }

    @Test
    void whileRedisIsDownSendsAreAckedAndAfterwardsLiveSocketsAreComplete(RunningParley running) {
        Engine redis = running.engine(Engine.Kind.REDIS);
        try (Chatter chatter = Chatter.start(running, PER_SECOND)) {
            chatter.awaitMoreAcked(PER_SECOND);

            redis.process().kill();
            Set<UUID> meanwhile = chatter.awaitMoreAcked(3 * PER_SECOND);
            redis.start();

            chatter.awaitHeardByAll(meanwhile);
            chatter.awaitMoreAcked(PER_SECOND);
            assertThat(chatter.endAndAudit()).isGreaterThan(4 * PER_SECOND);
        }
    }

    @Test
    void aKilledKafkaDelaysAcksAndDoublesNothing(RunningParley running) {
        Engine kafka = running.engine(Engine.Kind.KAFKA);
        try (Chatter chatter = Chatter.start(running, PER_SECOND)) {
            chatter.awaitMoreAcked(PER_SECOND);

            kafka.process().kill();
            kafka.start();

            chatter.awaitHeardByAll(chatter.awaitMoreAcked(3 * PER_SECOND));
            assertThat(chatter.endAndAudit()).isGreaterThan(4 * PER_SECOND);
        }
    }

    @Test
    void withoutKafkaASendIsUnavailableAndTheSameIdSucceedsAfterwards(RunningParley running) {
        Engine kafka = running.engine(Engine.Kind.KAFKA);
        Person ada = running.newPerson("Ada");
        UUID conversation = ada.directWith(running.newPerson("Bob"));
        RecordedSocket socket = RecordedSocket.open(ada, 0);
        socket.follow(conversation);
        UUID id = UUID.randomUUID();

        kafka.process().kill();
        socket.say().send(id, conversation, "in the end");
        var refusal = socket.await(ServerFrame.Refusal.class, one -> id.equals(one.id()));
        Answer overRest = ada.send(conversation, UUID.randomUUID(), "never");
        kafka.start();

        assertThat(refusal.code()).isEqualTo("unavailable");
        assertThat(overRest.status()).isEqualTo(503);
        assertThat(overRest.code()).isEqualTo("unavailable");
        await().atMost(PATIENCE)
                .until(() -> ada.send(conversation, id, "in the end").status() == 202);
        socket.await(ServerFrame.Event.class, event -> id.equals(event.event().id()));
        await().atMost(PATIENCE).until(() -> !running.audit().rows(conversation).isEmpty());
        assertThat(running.audit().rows(conversation))
                .extracting(HistoryAudit.Row::id)
                .containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"GATEWAY", "MESSAGE", "PERSISTENCE"})
    void aKilledInstanceLosesDoublesAndReordersNothing(ServiceKind kind, RunningParley running) {
        ServiceInstance victim = running.instances(kind).getFirst();
        try (Chatter chatter = Chatter.start(running, PER_SECOND)) {
            chatter.awaitMoreAcked(PER_SECOND);

            running.kill(victim);
            Set<UUID> meanwhile = chatter.awaitMoreAcked(2 * PER_SECOND);
            chatter.awaitHeardByAll(meanwhile);
            running.startAgain(victim);

            chatter.awaitMoreAcked(PER_SECOND);
            assertThat(chatter.endAndAudit()).isGreaterThan(3 * PER_SECOND);
        }
    }
}
