package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.MarkFrame;
import dev.parley.api.receipt.MarkFrame.Kind;
import dev.parley.gateway.testing.Backstage;
import dev.parley.gateway.testing.BackstageResource;
import dev.parley.gateway.testing.Client;
import dev.parley.gateway.testing.Router;
import dev.parley.gateway.testing.Scene;
import dev.parley.testkit.Engine;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live frames reach those they are for, in order, and nothing is missed when Redis loses some or is gone for a while. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class FollowingTest {
    /** Messages of 8 kB: what the sockets' buffers hold comes on top of what the gateway lets wait. */
    private static final int MORE_THAN_KERNELS_KEEP = 3_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    MeterRegistry registry;

    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID carol = UUID.randomUUID();
    Engines engines;
    Tokens tokens;
    Backstage backstage;
    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(engines, tokens, backstage);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static String live(UUID conversation) {
        return Channels.live(new ConversationId(conversation));
    }

    private static long seq(JsonNode event) {
        return event.path("seq").asLong();
    }

    @Test
    void anEventReachesAllSocketsOfAllMembersAndNobodyElse() {
        UUID conversation = scene.conversation(0, alice, bob);
        Client first = scene.socketIn(conversation, alice);
        Client second = scene.socket(alice);
        Client bobs = scene.socket(bob);
        Client carols = scene.socketIn(scene.conversation(0, carol), carol);
        scene.router().event(conversation, 1, alice, "hello");

        for (Client client : List.of(first, second)) {
            JsonNode event = client.next("event");
            assertThat(event.get("text").asText()).isEqualTo("hello");
            assertThat(seq(event)).isEqualTo(1);
        }
        // Bob's list may have been loaded a moment after the publish; what he lacks he is told by sync.
        bobs.send("{'type':'sync','cursors':{'%s':0}}".formatted(conversation));
        assertThat(seq(bobs.next("event"))).isEqualTo(1);
        assertThat(carols.untilPong()).isEmpty();
    }

    @Test
    void theChannelIsHeardFromTheFirstSocketToTheLast() {
        UUID conversation = scene.conversation(0, alice, bob);
        Client alices = scene.socketIn(conversation, alice);
        Client bobs = scene.socket(bob);
        bobs.untilPong();
        alices.close();
        bobs.close();
        scene.awaitUnheard(conversation);
    }

    @Test
    void aNewConversationIsAnnouncedAndFollowed() {
        Client client = scene.socket(alice);
        await().until(() -> scene.router().hearers("user:{" + alice + "}:notices") == 1);
        UUID conversation = scene.conversation(0, alice);
        scene.router()
                .notice(
                        alice,
                        "{'notice':'conversationAdded','conversation':" + backstage.state(conversation.toString())
                                + "}");

        JsonNode added = client.next("conversation");
        assertThat(added.get("change").asText()).isEqualTo("added");
        assertThat(added.get("conversation").get("id").asText()).isEqualTo(conversation.toString());
        scene.router().event(conversation, 1, alice, "first");
        assertThat(seq(client.next("event"))).isEqualTo(1);
    }

    @Test
    void aRemovedConversationIsAnnouncedAndNotFollowedAnyMore() {
        UUID conversation = scene.conversation(0, alice);
        Client client = scene.socketIn(conversation, alice);
        backstage.notMember(alice, conversation);
        scene.router().notice(alice, "{'notice':'conversationRemoved','conversation':'%s'}".formatted(conversation));

        JsonNode removed = client.next("conversation");
        assertThat(removed.get("change").asText()).isEqualTo("removed");
        assertThat(removed.get("conversation").get("id").asText()).isEqualTo(conversation.toString());
        scene.awaitUnheard(conversation);
    }

    @Test
    void theLastEventOfARemovedMemberIsHisRemoval() {
        UUID conversation = scene.conversation(0, alice, bob);
        Client bobs = scene.socketIn(conversation, bob);
        Client alices = scene.socket(alice);
        alices.send("{'type':'sync','cursors':{'%s':0}}".formatted(conversation));
        alices.next("synced");
        backstage.notMember(bob, conversation);

        String removal = Router.removal(conversation, 1, alice, bob);
        scene.router().keep(conversation, 1, removal);
        scene.router().publish(live(conversation), removal);
        scene.router().event(conversation, 2, alice, "he is gone");

        assertThat(bobs.next("event").get("kind").asText()).isEqualTo("memberRemoved");
        assertThat(seq(alices.next(event -> event.path("seq").asLong() == 2, "event 2")))
                .isEqualTo(2);
        assertThat(bobs.untilPong()).isEmpty();
    }

    @Test
    void aMemberAddedAndRemovedAgainAndAgainGetsNothingBetweenARemovalAndTheNextAddition() {
        UUID conversation = scene.conversation(0, alice, bob);
        Client bobs = scene.socketIn(conversation, bob);
        Client alices = scene.socket(alice);
        alices.send("{'type':'sync','cursors':{'%s':0}}".formatted(conversation));
        alices.next("synced");
        String added = "{'notice':'conversationAdded','conversation':" + backstage.state(conversation.toString()) + "}";
        long seq = 0;

        for (int round = 0; round < 20; round++) {
            String removal = Router.removal(conversation, ++seq, alice, bob);
            backstage.notMember(bob, conversation);
            scene.router().keep(conversation, seq, removal);
            scene.router().publish(live(conversation), removal);
            scene.router().event(conversation, ++seq, alice, "without");
            backstage.member(bob, conversation, seq);
            scene.router().notice(bob, added);
            bobs.next(frame -> frame.path("change").asText().equals("added"), "addition");
        }

        scene.router().event(conversation, ++seq, alice, "the end");
        long last = seq;
        alices.next(event -> event.path("seq").asLong() == last, "the last event");
        assertThat(bobs.next(frame -> frame.path("text").asText().matches("without|the end"), "an event")
                        .get("text")
                        .asText())
                .isEqualTo("the end");
    }

    @Test
    void aLostPublishIsFoundBeforeTheNextEventIsHandedOut() {
        UUID conversation = scene.conversation(0, alice);
        Client client = scene.socketIn(conversation, alice);
        client.send("{'type':'sync','cursors':{'%s':0}}".formatted(conversation));
        client.next("synced");
        scene.router().event(conversation, 1, alice, "one");
        scene.router().keep(conversation, 2, Router.message(conversation, 2, alice, "two"));
        scene.router().event(conversation, 3, alice, "three");

        assertThat(IntStream.range(0, 3).mapToLong(i -> seq(client.next("event"))))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aLostLastEventIsFoundByTheDigestOfHeads() {
        UUID conversation = scene.conversation(0, alice);
        Client client = scene.socketIn(conversation, alice);
        scene.router().event(conversation, 1, alice, "one");
        client.next("event");
        scene.router().keep(conversation, 2, Router.message(conversation, 2, alice, "two"));
        scene.router().publish("heads:1", "{\"heads\":{\"%s\":2}}".formatted(conversation));

        assertThat(seq(client.next("event"))).isEqualTo(2);
    }

    @Test
    void headsTellWhatMovedAndOnlyOnce() {
        UUID conversation = scene.conversation(0, alice);
        Client client = scene.socketIn(conversation, alice);
        scene.router().event(conversation, 1, alice, "one");

        JsonNode heads = client.next("heads").get("heads");
        assertThat(heads.get(conversation.toString()).asLong()).isEqualTo(1);
        scene.router().event(conversation, 2, alice, "two");
        JsonNode next = client.next("heads").get("heads");
        assertThat(next.get(conversation.toString()).asLong()).isEqualTo(2);
    }

    @Test
    void marksPassThroughAndNeverMoveBack() {
        UUID conversation = scene.conversation(0, alice);
        Client client = scene.socketIn(conversation, alice);
        for (long seq : List.of(4L, 2L, 4L, 5L)) {
            MarkFrame mark = new MarkFrame(Kind.READ, new ConversationId(conversation), new UserId(bob), seq);
            scene.router().publish(live(conversation), mark.text());
        }
        assertThat(seq(client.next("read"))).isEqualTo(4);
        assertThat(seq(client.next("read"))).isEqualTo(5);
    }

    @Test
    void aBreakOfTheSubscriptionIsHealedAndNothingIsMissing() {
        UUID conversation = scene.conversation(0, alice);
        Client client = scene.socketIn(conversation, alice);
        scene.router().event(conversation, 1, alice, "one");
        client.next("event");
        scene.router().keep(conversation, 2, Router.message(conversation, 2, alice, "while cut"));
        scene.router().cutSubscriptions();

        assertThat(seq(client.next("event"))).isEqualTo(2);
        scene.router().event(conversation, 3, alice, "three");
        assertThat(seq(client.next("event"))).isEqualTo(3);
    }

    @Test
    void afterRedisWasKilledHistoryFillsWhatItLost() {
        UUID conversation = scene.conversation(0, alice);
        Client client = scene.socketIn(conversation, alice);
        scene.router().event(conversation, 1, alice, "one");
        client.next("event");

        engines.kill(Engine.REDIS);
        UUID id = client.message(conversation, "sent without Redis");
        assertThat(client.next("ack").get("id").asText()).isEqualTo(id.toString());
        backstage.history(
                conversation,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(seq -> Router.message(conversation, seq, alice, "event " + seq))
                        .toList());
        engines.start(Engine.REDIS);
        try (Scene after = new Scene(engines, tokens, backstage)) {
            after.awaitHeard(conversation);
            after.router().event(conversation, 4, alice, "four");
        }

        assertThat(IntStream.range(0, 3).mapToLong(i -> seq(client.next("event"))))
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void aClientThatDoesNotReadIsClosedWith4408() {
        UUID conversation = scene.conversation(0, alice);
        Client deaf = scene.keep(Client.openDeaf(Scene.port(), tokens.accessToken(alice)));
        double before = putOut();
        scene.awaitHeard(conversation);
        publish(conversation, MORE_THAN_KERNELS_KEEP);

        await().atMost(PATIENCE).until(() -> putOut() > before);
        deaf.readOn();
        assertThat(deaf.closeCode()).isEqualTo(4408);
    }

    @Test
    void aClientThatReadsAgainIsToldWhatPassedItBy() {
        UUID conversation = scene.conversation(0, alice);
        Client slow = scene.keep(Client.openDeaf(Scene.port(), tokens.accessToken(alice)));
        scene.awaitHeard(conversation);
        double before = lagging();
        publish(conversation, MORE_THAN_KERNELS_KEEP);
        await().atMost(PATIENCE).until(() -> lagging() > before);
        slow.readOn();

        slow.next(
                frame -> frame.path("heads").path(conversation.toString()).asLong() == MORE_THAN_KERNELS_KEEP,
                "how far it is");
        var seqs = new AtomicLong(MORE_THAN_KERNELS_KEEP);
        await("what is said afterwards").atMost(PATIENCE).until(() -> {
            scene.router().event(conversation, seqs.incrementAndGet(), alice, "afterwards");
            return slow.untilPong().stream().anyMatch(frame -> seq(frame) > MORE_THAN_KERNELS_KEEP);
        });
        assertThat(slow.isClosed()).isFalse();
    }

    private void publish(UUID conversation, int events) {
        String large = "x".repeat(8_000);
        for (int seq = 1; seq <= events; seq++) {
            scene.router().publish(live(conversation), Router.message(conversation, seq, bob, large));
        }
    }

    private double putOut() {
        return registry.get("parley.gateway.closed")
                .tag("code", "4408")
                .counter()
                .count();
    }

    private double lagging() {
        return registry.get("parley.gateway.lagging").counter().count();
    }
}
