package dev.parley.message.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.channel.Channels;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.message.testing.Gateway;
import dev.parley.message.testing.Listener;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Recent;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class FrontTest {
    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final UserId eve = new UserId(UUID.randomUUID());

    Engines engines;
    Persistence persistence;

    @Inject
    Redis redis;

    private Gateway gateway;
    private Topic topic;

    @BeforeEach
    void connect() {
        gateway = new Gateway(engines);
        topic = new Topic(engines);
    }

    @Test
    void sendsOfABatchAreDurableAndInOrder() {
        ConversationId conversation = persistence.group(ann, bob);
        Send[] sends = IntStream.range(0, 200)
                .mapToObj(i -> Gateway.message(i % 2 == 0 ? ann : bob, conversation, "text " + i))
                .toArray(Send[]::new);

        List<SendResult> results = gateway.send(sends);

        assertThat(results).hasSize(200).allMatch(SendResult::isDurable);
        assertThat(topic.events(conversation))
                .extracting(event -> event.get("text").asText())
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "text " + i).toList());
    }

    @Test
    void whatIsSentGoesLiveWithItsSeq() {
        ConversationId conversation = persistence.group(ann, bob);
        try (Listener listener = Listener.on(engines, Channels.live(conversation))) {
            Send.Message sent = new Send.Message(ann, conversation, UUID.randomUUID(), "hé \"you\" 👍", 7L);
            SendResult result = gateway.sendOne(sent);
            gateway.sendOne(Gateway.message(bob, conversation, "two"));

            await().atMost(Duration.ofSeconds(30)).until(() -> listener.seqs().size() == 2);
            assertThat(listener.seqs()).containsExactly(1L, 2L);
            JsonNode frame = listener.frames().getFirst();
            assertThat(frame.get("kind").asText()).isEqualTo("message");
            assertThat(frame.get("text").asText()).isEqualTo("hé \"you\" 👍");
            assertThat(frame.get("replyTo").asLong()).isEqualTo(7);
            assertThat(frame.get("id").asText()).isEqualTo(sent.id().toString());
            assertThat(frame.get("sender").asText()).isEqualTo(ann.toString());
            assertThat(frame.get("at").asText()).endsWith("Z").hasSize(24);
            assertThat(java.time.Instant.parse(frame.get("at").asText())).isEqualTo(result.at());
            assertThat(Recent.frames(redis, conversation)).containsExactlyElementsOf(listener.frames());
        }
    }

    @Test
    void aRepeatIsAnsweredWithTheFirstAt() {
        ConversationId conversation = persistence.group(ann, bob);
        Send.Message send = Gateway.message(ann, conversation, "once");
        SendResult first = gateway.sendOne(send);

        SendResult second = gateway.sendOne(send);

        assertThat(second).isEqualTo(first);
        assertThat(topic.events(conversation)).hasSize(1);
    }

    @Test
    void aRepeatOfAFreshSendIsAnsweredWithTheFirstAt() {
        ConversationId conversation = known();
        Send.Message send = Gateway.message(ann, conversation, "once");
        SendResults first = gateway.sendFresh(send);
        assertThat(first.later()).isEmpty();

        assertThat(gateway.sendOne(send)).isEqualTo(first.results().getFirst());
        assertThat(topic.events(conversation)).hasSize(2);
    }

    @Test
    void aFreshBatchLeavesForLaterWhatMustBeLookedUpAndWhatWouldOvertakeIt() {
        ConversationId known = known();
        ConversationId unknown = persistence.group(ann, bob);
        Send.Message copied = Gateway.message(ann, unknown, "nobody asked for its members yet");

        SendResults results = gateway.sendFresh(
                Gateway.message(ann, known, "first"),
                copied,
                new Send.Edit(ann, known, UUID.randomUUID(), 1, "its target is looked up"),
                Gateway.message(ann, known, "behind the edit"),
                Gateway.message(bob, known, "somebody else's"),
                Gateway.message(eve, known, "may have been added a moment ago"),
                Gateway.message(ann, known, ""),
                copied);

        assertThat(results.later()).containsExactlyInAnyOrder(1, 2, 3, 5, 7);
        assertThat(results.results().get(0).isDurable()).isTrue();
        assertThat(results.results().get(4).isDurable()).isTrue();
        assertThat(results.results().get(6).code()).isEqualTo(ErrorCode.BAD_FRAME);
        assertThat(topic.events(known)).hasSize(3);
        assertThat(topic.events(unknown)).isEmpty();
    }

    /** A conversation whose members message-service knows, with one message. */
    private ConversationId known() {
        ConversationId conversation = persistence.group(ann, bob);
        gateway.sendOne(Gateway.message(ann, conversation, "members are known now"));
        return conversation;
    }

    @Test
    void copiesInOneBatchGoThroughOnce() {
        ConversationId conversation = persistence.group(ann, bob);
        Send.Message send = Gateway.message(ann, conversation, "once");

        List<SendResult> results = gateway.send(send, Gateway.message(ann, conversation, "between"), send);

        assertThat(results.get(2)).isEqualTo(results.get(0));
        assertThat(topic.events(conversation)).hasSize(2);
    }

    @Test
    void theSameIdOfAnotherSenderIsAnotherSend() {
        ConversationId conversation = persistence.group(ann, bob);
        UUID id = UUID.randomUUID();

        gateway.send(new Send.Message(ann, conversation, id, "ann's", null));
        gateway.send(new Send.Message(bob, conversation, id, "bob's", null));

        assertThat(topic.events(conversation)).hasSize(2);
    }

    @Test
    void strangersAndUnknownConversationsAreRefusedAlike() {
        ConversationId conversation = persistence.group(ann, bob);
        ConversationId unknown = new ConversationId(UUID.randomUUID());

        List<SendResult> results = gateway.send(
                Gateway.message(eve, conversation, "let me in"),
                Gateway.message(eve, unknown, "anybody"),
                Gateway.message(ann, conversation, "among friends"));

        assertThat(results.get(0)).isEqualTo(results.get(1));
        assertThat(results.get(0).code()).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(results.get(2).isDurable()).isTrue();
        assertThat(topic.events(conversation)).hasSize(1);
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        ConversationId conversation = persistence.group(ann, bob);
        UUID id = UUID.randomUUID();

        List<SendResult> results = gateway.send(
                Gateway.message(ann, conversation, ""),
                Gateway.message(ann, conversation, "x".repeat(8_001)),
                Gateway.message(ann, conversation, "nul \0"),
                Gateway.message(ann, conversation, null),
                new Send.Message(ann, conversation, null, "no id", null),
                new Send.Message(ann, conversation, id, "bad reply", 0L),
                new Send.Edit(ann, conversation, id, 0, "text"),
                new Send.Delete(ann, conversation, id, -1),
                new Send.React(ann, conversation, id, 1, "not an emoji but a sentence of words", false));

        assertThat(results)
                .extracting(SendResult::code)
                .containsExactly(
                        ErrorCode.BAD_FRAME,
                        ErrorCode.TOO_LARGE,
                        ErrorCode.BAD_FRAME,
                        ErrorCode.BAD_FRAME,
                        ErrorCode.BAD_FRAME,
                        ErrorCode.BAD_FRAME,
                        ErrorCode.BAD_FRAME,
                        ErrorCode.BAD_FRAME,
                        ErrorCode.BAD_FRAME);
        assertThat(topic.events(conversation)).isEmpty();
    }

    @Test
    void spellingsOfOneEmojiAreOneReaction() {
        ConversationId conversation = published(ann, "mine");

        gateway.send(
                new Send.React(ann, conversation, UUID.randomUUID(), 1, "\u2764", false),
                new Send.React(bob, conversation, UUID.randomUUID(), 1, "\u2764\ufe0f", false));

        assertThat(topic.events(conversation))
                .extracting(event -> event.path("emoji").asText())
                .containsExactly("", "\u2764\ufe0f", "\u2764\ufe0f");
    }

    @Test
    void onlyOnesOwnMessagesCanBeEdited() {
        ConversationId conversation = published(ann, "mine");

        List<SendResult> results = gateway.send(
                new Send.Edit(bob, conversation, UUID.randomUUID(), 1, "bob was here"),
                new Send.Edit(ann, conversation, UUID.randomUUID(), 2, "not there"),
                new Send.Edit(ann, conversation, UUID.randomUUID(), 1, "mine, edited"));

        assertThat(results)
                .extracting(SendResult::code)
                .containsExactly(ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, null);
        assertThat(topic.events(conversation)).hasSize(2);
    }

    @Test
    void moderatorsMayDeleteAnybodysMessage() {
        ConversationId conversation = published(bob, "bob's");
        gateway.sendOne(Gateway.message(ann, conversation, "ann's"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Recent.seqs(redis, conversation).size() == 2);

        List<SendResult> results = gateway.send(
                new Send.Delete(bob, conversation, UUID.randomUUID(), 2),
                new Send.Delete(bob, conversation, UUID.randomUUID(), 1),
                new Send.Delete(ann, conversation, UUID.randomUUID(), 1));

        assertThat(results).extracting(SendResult::code).containsExactly(ErrorCode.FORBIDDEN, null, null);
    }

    @Test
    void whatIsNotAMessageCannotBeEdited() {
        ConversationId conversation = published(ann, "mine");
        gateway.sendOne(new Send.React(ann, conversation, UUID.randomUUID(), 1, "👍", false));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Recent.seqs(redis, conversation).size() == 2);

        SendResult result = gateway.sendOne(new Send.Edit(ann, conversation, UUID.randomUUID(), 2, "hm"));

        assertThat(result.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void anOldMessageIsFoundInHistory() {
        ConversationId conversation = persistence.group(ann, bob);
        persistence.keepEvent(
                conversation, 5, "{\"type\":\"event\",\"seq\":5,\"kind\":\"message\",\"sender\":\"" + ann + "\"}");

        List<SendResult> results = gateway.send(
                new Send.Edit(bob, conversation, UUID.randomUUID(), 5, "no"),
                new Send.Edit(ann, conversation, UUID.randomUUID(), 5, "yes"));

        assertThat(results).extracting(SendResult::code).containsExactly(ErrorCode.FORBIDDEN, null);
    }

    private ConversationId published(UserId sender, String text) {
        ConversationId conversation = persistence.group(ann, bob);
        assertThat(gateway.sendOne(Gateway.message(sender, conversation, text)).isDurable())
                .isTrue();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Recent.seqs(redis, conversation).isEmpty());
        return conversation;
    }
}
