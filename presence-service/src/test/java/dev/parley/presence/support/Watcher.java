package dev.parley.presence.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.UserId;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Hears what is announced about one user, as a gateway does on which somebody watches him. */
public final class Watcher implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();

    public Watcher(String redis, UserId user) throws Exception {
        var connection = Redis.createClient(vertx, redis)
                .connect()
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        connection.handler(this::hear);
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(Channels.presence(user)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    /** What was announced so far, in order. */
    public List<String> statuses() {
        return frames.stream().map(frame -> frame.get("status").asText()).toList();
    }

    public JsonNode last() {
        return frames.get(frames.size() - 1);
    }

    private void hear(Response message) {
        if (message.size() == 3 && message.get(0).toString().equals("message")) {
            try {
                frames.add(JSON.readTree(message.get(2).toString()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
