package dev.parley.message.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testkit.Engines;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what is published on one channel. */
public final class Listener implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Vertx vertx;

    private Listener(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Returns when the subscription stands. */
    public static Listener on(Engines engines, String channel) {
        // A client of its own: the service's gives up connections that are silent.
        Vertx vertx = Vertx.vertx();
        RedisConnection connection = Redis.createClient(vertx, engines.redisUrl())
                .connect()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Listener listener = new Listener(vertx);
        connection.handler(listener::hear);
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return listener;
    }

    private void hear(Response push) {
        if (push.size() == 3 && push.get(0).toString().equals("message")) {
            heard.add(push.get(2).toString());
        }
    }

    /** All that was heard so far. */
    public List<JsonNode> frames() {
        return heard.stream().map(this::read).toList();
    }

    /** The seqs of the event frames heard so far. */
    public List<Long> seqs() {
        return frames().stream()
                .filter(frame -> frame.path("type").asText().equals("event"))
                .map(frame -> frame.get("seq").asLong())
                .toList();
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
