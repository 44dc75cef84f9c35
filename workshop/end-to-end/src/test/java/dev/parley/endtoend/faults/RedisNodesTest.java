package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.stack.engine.EngineLibrary;
import dev.parley.stack.engine.RedisEngine;
import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Spawner;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two Redis nodes share the conversations of a stack of its own, beside its main one. */
@Order(Order.DEFAULT + 4)
class RedisNodesTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int CONVERSATIONS = 8;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path data;

    private RedisEngine one;
    private RedisEngine two;

    @BeforeEach
    void startNodes() {
        one = node("one");
        two = node("two");
    }

    @AfterEach
    void stopNodes() {
        one.process().kill();
        two.process().kill();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void conversationsAreSharedAndOutliveTheLossOfANode() {
        try (OwnStack stack = OwnStack.started(data, 3, Map.of("PARLEY_REDIS_NODES", one.url() + ',' + two.url()))) {
            Person writer = stack.parley().register("ada", PASSWORD, "Ada");
            Person reader = stack.parley().register("bob", PASSWORD, "Bob");
            RecordedSocket live = RecordedSocket.open(reader, 0);
            Map<UUID, List<UUID>> said = new HashMap<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                UUID conversation = writer.group("Room " + i, List.of(reader));
                live.follow(conversation);
                said.put(conversation, OwnStack.ids(stack.say(writer, conversation)));
                UUID last = said.get(conversation).getLast();
                live.await(
                        ServerFrame.Event.class,
                        event -> last.equals(event.event().id()));
            }
            assertThat(recentEvents(stack.redis())).isZero();
            assertThat(recentEvents(one.url())).isBetween(1, CONVERSATIONS - 1);
            assertThat(recentEvents(two.url())).isEqualTo(CONVERSATIONS - recentEvents(one.url()));

            two.process().kill();
            said.forEach((conversation, before) -> before.add(sendSoon(writer, conversation)));
            two.start();

            said.forEach((conversation, before) -> {
                UUID missed = before.getLast();
                live.await(
                        ServerFrame.Event.class,
                        event -> missed.equals(event.event().id()));
                stack.assertGoesOn(writer, conversation, before);
            });
        }
    }

    /** Taken while a node is away: durable sends do not need it. */
    private static UUID sendSoon(Person writer, UUID conversation) {
        UUID id = UUID.randomUUID();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> writer.send(conversation, id, "while it is away").status() == 202);
        return id;
    }

    private RedisEngine node(String name) {
        var library = EngineLibrary.of(Path.of(System.getProperty("parley.root", "../..")));
        Path directory = data.resolve(name);
        var node = new RedisEngine(new Spawner(), library, new Ports().any(), directory, data.resolve(name + ".log"));
        node.start();
        return node;
    }

    private int recentEvents(String url) {
        var redis = Redis.createClient(vertx, url);
        return redis.send(Request.cmd(Command.KEYS).arg("chat:{*}:recent"))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .size();
    }
}
