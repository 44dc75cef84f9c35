package dev.parley.verify.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.verify.record.Event;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Reads the recent events of conversations out of Redis. Blocks. */
final class RecentEvents implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final JsonMapper json = new JsonMapper();
    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;

    RecentEvents(int port) {
        this.redis = Redis.createClient(vertx, "redis://localhost:" + port);
    }

    List<Event> of(UUID conversation) {
        Response entries = redis.send(Request.cmd(Command.XRANGE)
                        .arg(Channels.recent(ConversationId.of(conversation.toString())))
                        .arg("-")
                        .arg("+"))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        List<Event> events = new ArrayList<>();
        for (Response entry : entries) {
            events.add(event(conversation, entry.get(1).get(1).toString()));
        }
        return events;
    }

    private Event event(UUID conversation, String frame) {
        try {
            JsonNode fields = json.readTree(frame);
            return Event.of(
                    conversation,
                    fields.path("seq").asLong(),
                    fields.path("kind").asText(),
                    fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the recent events cannot be read", e);
        }
    }

    @Override
    public void close() {
        redis.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }
}
