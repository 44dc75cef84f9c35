package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The main Redis node, and those that share conversations among them, if there are any: then the main one has everything else. Safe on any
 * thread.
 */
@Singleton
public class RedisNodes {
    private final List<Redis> others;
    private final List<Redis> all;
    private final Placement placement;

    RedisNodes(Redis main, MainRedisOptions options, RedisNodesConfig config, Vertx vertx) {
        this.others = config.nodes().orElse(List.of()).stream()
                .map(node -> Redis.createClient(vertx, options.of(node)))
                .toList();
        this.all = Stream.concat(Stream.of(main), others.stream()).toList();
        this.placement = new Placement(others.size());
    }

    @PreDestroy
    void close() {
        others.forEach(Redis::close);
    }

    /** The clients, one a node; their order is that of {@link #of}. */
    public List<Redis> all() {
        return all;
    }

    /** The number of the node on which a key or channel lives. */
    public int of(String name) {
        return placement.of(name);
    }

    /** Sends one command to its node. */
    public Future<Response> send(KeyCommand command) {
        return all.get(of(command.key())).send(command.request());
    }

    /** Sends many commands, in one pipeline a node; the answers come in the order of the commands. Fails if any node does. */
    public Future<List<Response>> batch(List<KeyCommand> commands) {
        return batch(commands, (node, requests) -> all.get(node).batch(requests));
    }

    /** The same, on ways of the caller's own. */
    public Future<List<Response>> batch(List<KeyCommand> commands, Way way) {
        if (all.size() == 1) {
            return way.send(0, requests(commands.stream()));
        }
        Map<Integer, List<Integer>> placesByNode = IntStream.range(0, commands.size())
                .boxed()
                .collect(Collectors.groupingBy(place -> of(commands.get(place).key())));
        Response[] answers = new Response[commands.size()];
        List<Future<Void>> sent = new ArrayList<>();
        placesByNode.forEach((node, places) ->
                sent.add(way.send(node, requests(places.stream().map(commands::get)))
                        .map(responses -> {
                            for (int i = 0; i < responses.size(); i++) {
                                answers[places.get(i)] = responses.get(i);
                            }
                            return null;
                        })));
        return Future.all(sent).map(all -> Arrays.asList(answers));
    }

    private static List<Request> requests(Stream<KeyCommand> commands) {
        return commands.map(KeyCommand::request).toList();
    }

    /** How a pipeline gets to a node, and its answers back. */
    public interface Way {
        /** Sends one. Called for a node at most once a batch. */
        Future<List<Response>> send(int node, List<Request> pipeline);
    }
}
