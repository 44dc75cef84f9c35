package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway answers to frames of all kinds, and when it closes. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class FrameTest {
    private final UUID alice = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();
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

    private static String code(JsonNode error) {
        return error.get("code").asText();
    }

    @Test
    void pingIsAnsweredWithItsId() {
        Client client = scene.socket(alice);
        client.send("{'type':'ping','id':7}");
        assertThat(client.next("pong").get("id").asInt()).isEqualTo(7);
        client.send("{'type':'ping'}");
        assertThat(client.next("pong").has("id")).isFalse();
    }

    @Test
    void aSendIsAcknowledgedWhenItIsDurable() {
        Client client = scene.socket(alice);
        UUID id = client.message(conversation, "hello");

        JsonNode ack = client.next("ack");
        assertThat(ack.get("id").asText()).isEqualTo(id.toString());
        assertThat(ack.get("conversation").asText()).isEqualTo(conversation.toString());
        assertThat(ack.get("at").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(backstage.sends).anySatisfy(send -> {
            assertThat(send.get("id").asText()).isEqualTo(id.toString());
            assertThat(send.get("kind").asText()).isEqualTo("message");
            assertThat(send.get("sender").asText()).isEqualTo(alice.toString());
            assertThat(send.get("text").asText()).isEqualTo("hello");
        });
    }

    @Test
    void editsDeletesAndReactionsGoTheSameWay() {
        Client client = scene.socket(alice);
        List<String> ids = new ArrayList<>();
        for (String fields : List.of(
                "'type':'edit','target':3,'text':'better'",
                "'type':'delete','target':3",
                "'type':'react','target':3,'emoji':'👍'",
                "'type':'react','target':3,'emoji':'👍','remove':true")) {
            UUID id = UUID.randomUUID();
            ids.add(id.toString());
            client.send("{'id':'%s','conversation':'%s',%s}".formatted(id, conversation, fields));
        }

        for (String id : ids) {
            assertThat(client.next("ack").get("id").asText()).isEqualTo(id);
        }
        assertThat(backstage.sends.stream()
                        .filter(send -> ids.contains(send.get("id").asText()))
                        .map(send -> send.get("kind").asText()))
                .containsExactly("edit", "delete", "reaction", "reaction");
    }

    @Test
    void sendsOfASocketKeepTheirOrderAndShareRequests() {
        Client client = scene.socket(alice);
        int before = backstage.batches.size();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.add(client.message(conversation, "message " + i).toString());
        }
        for (String id : ids) {
            assertThat(client.next("ack").get("id").asText()).isEqualTo(id);
        }
        assertThat(backstage.sends.stream().map(send -> send.get("id").asText()).filter(ids::contains))
                .containsExactlyElementsOf(ids);
        assertThat(backstage.batches.size() - before).isLessThan(200);
    }

    @Test
    void aRefusedSendIsAnsweredWithItsIdAndCode() {
        backstage.refusedConversations.add(conversation.toString());
        Client client = scene.socket(alice);
        UUID id = client.message(conversation, "let me in");

        JsonNode error = client.next("error");
        assertThat(code(error)).isEqualTo("not_member");
        assertThat(error.get("id").asText()).isEqualTo(id.toString());
    }

    @Test
    void aBatchThatFailsOnceIsSentAgain() {
        Client client = scene.socket(alice);
        backstage.failingSends.set(2);
        UUID id = client.message(conversation, "again");
        assertThat(client.next("ack").get("id").asText()).isEqualTo(id.toString());
    }

    @Test
    void sendsAreUnavailableWhileMessageServiceIsDown() {
        Client client = scene.socket(alice);
        backstage.messageDown = true;
        try {
            UUID id = client.message(conversation, "hello?");
            JsonNode error = client.next("error");
            assertThat(code(error)).isEqualTo("unavailable");
            assertThat(error.get("id").asText()).isEqualTo(id.toString());
        } finally {
            backstage.messageDown = false;
        }
    }

    @Test
    void whatIsNoFrameIsBad() {
        Client client = scene.socket(alice);
        UUID id = UUID.randomUUID();
        for (String bad : List.of(
                "nonsense",
                "[]",
                "{'type':'send','id':'%s','conversation':'no uuid','text':'x'}".formatted(id),
                "{'type':'send','id':'%s','conversation':'%s','text':''}".formatted(id, conversation),
                "{'type':'send','id':'%s','conversation':'%s','text':5}".formatted(id, conversation),
                "{'type':'read','conversation':'%s','seq':'5'}".formatted(conversation))) {
            client.send(bad);
            assertThat(code(client.next("error"))).as(bad).isEqualTo("bad_frame");
        }
        client.send("{'type':'send','id':'%s'}".formatted(id));
        assertThat(client.next("error").get("id").asText()).isEqualTo(id.toString());
    }

    @Test
    void anUnknownTypeIsAnErrorAndTheSocketStaysOpen() {
        Client client = scene.socket(alice);
        client.send("{'type':'teleport'}");
        assertThat(code(client.next("error"))).isEqualTo("unknown_type");
        assertThat(client.untilPong()).isEmpty();
    }

    @Test
    void tooLongATextIsTooLarge() {
        Client client = scene.socket(alice);
        client.message(conversation, "x".repeat(8_001));
        assertThat(code(client.next("error"))).isEqualTo("too_large");
        client.message(conversation, "x".repeat(8_000));
        client.next("ack");
    }

    @Test
    void tooManyCursorsAreABadFrame() {
        Client client = scene.socket(alice);
        List<String> cursors = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            cursors.add("'" + UUID.randomUUID() + "':1");
        }
        client.send("{'type':'sync','cursors':{" + String.join(",", cursors) + "}}");
        assertThat(code(client.next("error"))).isEqualTo("bad_frame");
    }

    @Test
    void aFrameThatIsTooBigClosesWith1009() {
        Client client = scene.socket(alice);
        client.send("{'type':'ping','id':'" + "x".repeat(70_000) + "'}");
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageThatIsTooBigInOnePieceClosesWith1009Too() {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Short> closed = new CompletableFuture<>();
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(1_000_000))
                    .connect(new WebSocketConnectOptions()
                            .setPort(Scene.port())
                            .setHost("localhost")
                            .setURI("/ws")
                            .putHeader("Authorization", "Bearer " + tokens.accessToken(alice)))
                    .onSuccess(socket -> {
                        socket.closeHandler(end -> closed.complete(socket.closeStatusCode()));
                        socket.writeFinalTextFrame("x".repeat(70_000));
                    });
            assertThat(closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo((short) 1009);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void repeatedBadFramesCloseWith4400() {
        Client client = scene.socket(alice);
        for (int i = 0; i < 10; i++) {
            client.send("nonsense");
        }
        assertThat(client.closeCode()).isEqualTo(4400);
    }

    @Test
    void sendingTooFastIsRateLimitedWithTheTimeToWait() {
        Client client = scene.socket(alice);
        for (int i = 0; i < 600; i++) {
            client.message(conversation, "fast");
        }
        JsonNode error = client.next("error");
        assertThat(code(error)).isEqualTo("rate_limited");
        assertThat(error.get("retryAfter").asLong()).isPositive();
        assertThat(error.hasNonNull("id")).isTrue();
    }

    @Test
    void floodingClosesWith4429() {
        Client client = scene.socket(alice);
        Thread.ofVirtual().start(() -> {
            try {
                while (!client.isClosed()) {
                    client.send("{'type':'ping'}");
                }
            } catch (CompletionException e) {
                // Closed while sending.
            }
        });
        assertThat(client.closeCode()).isEqualTo(4429);
    }
}
