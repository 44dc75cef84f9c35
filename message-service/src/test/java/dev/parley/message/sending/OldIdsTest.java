package dev.parley.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.message.testing.Gateway;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends of clients that come back after Redis has forgotten their ids. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class OldIdsTest {
    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());

    Engines engines;
    Persistence persistence;

    private Gateway gateway;
    private Topic topic;

    @BeforeEach
    void connect() {
        gateway = new Gateway(engines);
        topic = new Topic(engines);
    }

    @AfterEach
    void up() {
        persistence.down(false);
    }

    @Test
    void anIdOfLastWeekIsAnsweredWithTheAckItOnceHad() {
        ConversationId conversation = persistence.group(ann, bob);
        Send old = message(conversation, Duration.ofDays(7), "once");
        persistence.keepSend(old, "2026-01-02T03:04:05.678Z");

        SendResult again = gateway.sendOne(old);

        assertThat(again.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(topic.events(conversation)).isEmpty();
    }

    @Test
    void someoneWhoHasLeftStillLearnsThatHisOldMessageWasKept() {
        ConversationId conversation = persistence.group(bob);
        Send old = message(conversation, Duration.ofDays(7), "goodbye");
        persistence.keepSend(old, "2026-01-02T03:04:05.678Z");

        assertThat(gateway.sendOne(old).isDurable()).isTrue();
    }

    @Test
    void aClientWhoseClockIsADaySlowCanChat() {
        ConversationId conversation = persistence.group(ann, bob);

        List<SendResult> results = gateway.send(
                message(conversation, Duration.ofDays(1), "one"), message(conversation, Duration.ofHours(24), "two"));

        assertThat(results).allMatch(SendResult::isDurable);
        assertThat(topic.events(conversation))
                .extracting(event -> event.get("text").asText())
                .containsExactly("one", "two");
    }

    @Test
    void aClientWhoseClockIsADayFastCanChatAndSendAgain() {
        ConversationId conversation = persistence.group(ann, bob);
        Send send = message(conversation, Duration.ofDays(-1), "from tomorrow");

        SendResult first = gateway.sendOne(send);

        assertThat(first.isDurable()).isTrue();
        assertThat(gateway.sendOne(send)).isEqualTo(first);
        assertThat(topic.events(conversation)).hasSize(1);
    }

    @Test
    void anOldIdIsUnavailableWhileHistoryCannotBeAskedAndOthersGoOn() {
        ConversationId conversation = persistence.group(ann, bob);
        ConversationId elsewhere = persistence.group(ann, bob);
        gateway.sendOne(message(conversation, Duration.ZERO, "members are known now"));
        gateway.sendOne(message(elsewhere, Duration.ZERO, "here too"));
        persistence.down(true);

        List<SendResult> results = gateway.send(
                message(conversation, Duration.ofDays(2), "old"),
                Gateway.message(bob, conversation, "somebody else's"),
                message(elsewhere, Duration.ZERO, "elsewhere"));

        assertThat(results).extracting(SendResult::code).containsExactly(ErrorCode.UNAVAILABLE, null, null);
        assertThat(results.getFirst().retryAfter()).isPositive();
        assertThat(topic.events(conversation)).hasSize(2);
    }

    @Test
    void nothingOvertakesAnOldIdThatIsToBeSentAgain() {
        ConversationId conversation = persistence.group(ann, bob);
        gateway.sendOne(message(conversation, Duration.ZERO, "members are known now"));
        persistence.down(true);
        Send before = message(conversation, Duration.ZERO, "before");
        Send old = message(conversation, Duration.ofDays(2), "old");
        Send behind = message(conversation, Duration.ZERO, "behind");

        assertThat(gateway.send(before, old, behind))
                .extracting(SendResult::code)
                .containsExactly(null, ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE);
        persistence.down(false);
        gateway.send(old, behind);

        assertThat(topic.events(conversation))
                .extracting(event -> event.get("text").asText())
                .containsExactly("members are known now", "before", "old", "behind");
    }

    @Test
    void historyIsAskedOnceForAllOldIdsOfARequestAndNeverForYoungOnes() {
        ConversationId conversation = persistence.group(ann, bob);
        int before = persistence.keptQueries();

        gateway.send(message(conversation, Duration.ZERO, "young"), Gateway.message(ann, conversation, "unknown"));
        assertThat(persistence.keptQueries()).isEqualTo(before);

        gateway.send(
                message(conversation, Duration.ofDays(2), "one"),
                message(conversation, Duration.ofDays(3), "two"),
                message(conversation, Duration.ofDays(4), "three"));
        assertThat(persistence.keptQueries()).isEqualTo(before + 1);
    }

    private Send.Message message(ConversationId conversation, Duration age, String text) {
        return new Send.Message(ann, conversation, madeAt(Instant.now().minus(age)), text, null);
    }

    /** An id of version 7. */
    private static UUID madeAt(Instant time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (time.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000);
        return new UUID(most, (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
    }
}
