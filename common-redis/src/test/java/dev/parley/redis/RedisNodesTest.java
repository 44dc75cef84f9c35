package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No node is contacted: the way to them is the test's. */
class RedisNodesTest {
    private static final int COMMANDS = 50;

    private final Vertx vertx = Vertx.vertx();
    private final RedisNodes nodes = new RedisNodes(
            Redis.createClient(vertx),
            options(),
            () -> Optional.of(List.of("redis://localhost:1", "redis://localhost:2")),
            vertx);

    private static MainRedisOptions options() {
        var options = new MainRedisOptions();
        options.customize("<default>", new RedisOptions());
        return options;
    }

    @AfterEach
    void close() {
        nodes.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void answersComeInTheOrderOfTheCommandsWhereverTheyWent() {
        List<String> keys = Stream.concat(
                        Stream.of(Channels.heads(0)),
                        Stream.generate(() -> Channels.live(new ConversationId(UUID.randomUUID())))
                                .limit(COMMANDS))
                .toList();
        int[] sent = new int[nodes.all().size()];
        List<String> expected = new ArrayList<>();
        keys.forEach(key -> expected.add(nodes.of(key) + "/" + sent[nodes.of(key)]++));

        List<String> answers = nodes
                .batch(
                        keys.stream()
                                .map(key -> KeyCommand.of(Command.GET, key))
                                .toList(),
                        (node, pipeline) -> Future.succeededFuture(answers(node, pipeline.size())))
                .result()
                .stream()
                .map(Response::toString)
                .toList();

        assertThat(answers).isEqualTo(expected);
        assertThat(sent).doesNotContain(0);
    }

    @Test
    void oneNodeThatFailsFailsAll() {
        List<KeyCommand> commands = Stream.generate(() -> Channels.live(new ConversationId(UUID.randomUUID())))
                .limit(COMMANDS)
                .map(key -> KeyCommand.of(Command.GET, key))
                .toList();

        Future<List<Response>> answers = nodes.batch(
                commands,
                (node, pipeline) -> node == 1
                        ? Future.failedFuture("away")
                        : Future.succeededFuture(answers(node, pipeline.size())));

        assertThat(answers.failed()).isTrue();
    }

    private static List<Response> answers(int node, int count) {
        return IntStream.range(0, count)
                .<Response>mapToObj(place -> SimpleStringType.create(node + "/" + place))
                .toList();
    }
}
