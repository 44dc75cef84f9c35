package dev.parley.gateway;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.UserId;
import dev.parley.api.topic.Topics;
import dev.parley.gateway.testing.Backstage;
import dev.parley.gateway.testing.BackstageResource;
import dev.parley.gateway.testing.Client;
import dev.parley.gateway.testing.Scene;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Typing, presence, signals and marks: between people, and kept by nobody here. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class SocialTest {
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID mallory = UUID.randomUUID();
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

    @Test
    void typingReachesTheOthersOnceInThreeSeconds() {
        UUID conversation = scene.conversation(0, alice, bob);
        Client alices = scene.socketIn(conversation, alice);
        Client bobs = scene.socket(bob);
        bobs.send("{'type':'sync','cursors':{'%s':0}}".formatted(conversation));
        bobs.next("synced");
        alices.send("{'type':'typing','conversation':'%s'}".formatted(conversation));
        alices.send("{'type':'typing','conversation':'%s'}".formatted(conversation));

        assertThat(bobs.next("typing").get("user").asText()).isEqualTo(alice.toString());
        assertThat(bobs.untilPong()).isEmpty();
    }

    @Test
    void strangersCanNeitherTypeNorMarkInAConversation() {
        UUID conversation = scene.conversation(3, alice, bob);
        scene.socketIn(conversation, alice);
        Client mallorys = scene.socketIn(scene.conversation(0, mallory), mallory);
        for (String frame : List.of(
                "{'type':'typing','conversation':'%s'}",
                "{'type':'read','conversation':'%s','seq':1}", "{'type':'received','conversation':'%s','seq':1}")) {
            mallorys.send(frame.formatted(conversation));
            assertThat(mallorys.next("error").get("code").asText()).isEqualTo("not_member");
        }
    }

    @Test
    void whoWasJustAddedMayMarkBeforeThisNodeKnowsOfIt() {
        UUID conversation = UUID.randomUUID();
        Client client = scene.socket(alice);
        client.send("{'type':'read','conversation':'%s','seq':2}".formatted(conversation));
        client.untilPong();

        backstage.member(alice, conversation, 2);
        scene.router()
                .notice(
                        alice,
                        "{'notice':'conversationAdded','conversation':" + backstage.state(conversation.toString())
                                + "}");
        client.next("conversation");
        scene.router().publish("heads:0", "{\"heads\":{\"%s\":2}}".formatted(conversation));

        await().untilAsserted(() -> assertThat(backstage.receipts).anySatisfy(receipt -> {
            assertThat(receipt.get("conversation").asText()).isEqualTo(conversation.toString());
            assertThat(receipt.get("read").asLong()).isEqualTo(2);
        }));
        assertThat(client.untilPong())
                .noneMatch(frame -> frame.get("type").asText().equals("error"));
    }

    @Test
    void marksAreCoalescedAndNeverAheadOfTheLog() {
        UUID conversation = scene.conversation(7, alice);
        Client client = scene.socketIn(conversation, alice);
        client.send("{'type':'received','conversation':'%s','seq':3}".formatted(conversation));
        client.send("{'type':'read','conversation':'%s','seq':5}".formatted(conversation));
        client.send("{'type':'received','conversation':'%s','seq':999}".formatted(conversation));

        await().untilAsserted(() -> assertThat(backstage.receipts).anySatisfy(receipt -> {
            assertThat(receipt.get("conversation").asText()).isEqualTo(conversation.toString());
            assertThat(receipt.get("user").asText()).isEqualTo(alice.toString());
            assertThat(receipt.get("delivered").asLong()).isEqualTo(7);
            assertThat(receipt.get("read").asLong()).isEqualTo(5);
        }));
    }

    @Test
    void signalsToOneUserAreLimitedInBytesAndDoNotStandInTheWayOfOthers() {
        scene.conversation(0, alice, bob);
        UUID withCarol = scene.conversation(0, alice, mallory);
        Client alices = scene.socketIn(withCarol, alice);
        String large = "x".repeat(15_000);
        for (int i = 0; i < 40; i++) {
            signal(alices, bob, large);
        }
        assertThat(alices.next("error").get("code").asText()).isEqualTo("rate_limited");

        Client other = scene.socketIn(withCarol, mallory);
        signal(alices, mallory, "short");
        assertThat(other.next("signal").get("from").asText()).isEqualTo(alice.toString());
    }

    private static void signal(Client from, UUID to, String data) {
        from.send("{'type':'signal','to':'%s','call':'%s','data':{'is':'%s'}}".formatted(to, UUID.randomUUID(), data));
    }

    @Test
    void watchesOfManyAreLimitedByHowManyTheyWatch() {
        Client client = scene.socket(alice);
        String many =
                Stream.generate(() -> "'" + UUID.randomUUID() + "'").limit(200).collect(joining(","));
        for (int i = 0; i < 130; i++) {
            client.send("{'type':'watch','users':[" + many + "]}");
        }

        assertThat(client.next("error").get("code").asText()).isEqualTo("rate_limited");
    }

    @Test
    void manyWatchesAreOneQuestionAfterTheOtherAndTheLastCounts() {
        Client client = scene.socket(alice);
        for (int i = 0; i < 150; i++) {
            client.send("{'type':'watch','users':['%s']}".formatted(UUID.randomUUID()));
        }
        client.send("{'type':'watch','users':['%s']}".formatted(bob));

        client.next(frame -> frame.path("user").asText().equals(bob.toString()), "the presence of the last one");
    }

    @Test
    void aWatchIsAnsweredAtOnceAndFollowed() {
        Client client = scene.socket(alice);
        client.send("{'type':'watch','users':['%s']}".formatted(bob));
        JsonNode now = client.next("presence");
        assertThat(now.get("user").asText()).isEqualTo(bob.toString());
        assertThat(now.get("status").asText()).isEqualTo("offline");

        String channel = Channels.presence(new UserId(bob));
        scene.router().publish(channel, "{\"type\":\"presence\",\"user\":\"%s\",\"status\":\"online\"}".formatted(bob));
        assertThat(client.next("presence").get("status").asText()).isEqualTo("online");

        client.send("{'type':'watch','users':[]}");
        await().until(() -> scene.router().hearers(channel) == 0);
    }

    @Test
    void aWatchIsTakenWhilePresenceServiceIsDown() {
        backstage.presenceDown = true;
        try {
            Client client = scene.socket(alice);
            client.send("{'type':'watch','users':['%s']}".formatted(bob));
            String channel = Channels.presence(new UserId(bob));
            await().until(() -> scene.router().hearers(channel) == 1);
            scene.router()
                    .publish(channel, "{\"type\":\"presence\",\"user\":\"%s\",\"status\":\"away\"}".formatted(bob));
            assertThat(client.next("presence").get("status").asText()).isEqualTo("away");
        } finally {
            backstage.presenceDown = false;
        }
    }

    @Test
    void signalsGoToThoseWhoShareAConversationAndToNobodyElse() {
        UUID conversation = scene.conversation(0, alice, bob);
        Client alices = scene.socketIn(conversation, alice);
        Client bobs = scene.socket(bob);
        await().until(() -> scene.router().hearers(Channels.user(new UserId(bob))) == 1);
        UUID call = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            alices.send("{'type':'signal','to':'%s','call':'%s','data':{'candidate':%d}}".formatted(bob, call, i));
        }
        for (int i = 0; i < 20; i++) {
            JsonNode signal = bobs.next("signal");
            assertThat(signal.get("from").asText()).isEqualTo(alice.toString());
            assertThat(signal.get("call").asText()).isEqualTo(call.toString());
            assertThat(signal.get("data").get("candidate").asInt()).isEqualTo(i);
        }

        Client mallorys = scene.socket(mallory);
        mallorys.send("{'type':'signal','to':'%s','call':'%s','data':{}}".formatted(bob, call));
        assertThat(mallorys.next("error").get("code").asText()).isEqualTo("not_found");
        assertThat(bobs.untilPong()).isEmpty();
    }

    @Test
    void socketsAreReportedToKafka() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", engines.kafkaBootstrap(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.SESSIONS));
            Client client = scene.socket(alice);
            client.send("{'type':'status','status':'away'}");
            client.untilPong();
            client.close();

            List<String> reports = new ArrayList<>();
            List<String> heartbeats = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(report -> {
                    JsonNode value = read(report.value());
                    if (report.key().equals(alice.toString())) {
                        reports.add(value.get("report").asText());
                    } else if (value.get("report").asText().equals("heartbeat")) {
                        heartbeats.add(value.get("node").asText());
                    }
                });
                return reports.size() == 3 && !heartbeats.isEmpty();
            });
            assertThat(reports).containsExactly("opened", "changed", "closed");
        }
    }

    private JsonNode read(String json) {
        try {
            return backstage.json.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
