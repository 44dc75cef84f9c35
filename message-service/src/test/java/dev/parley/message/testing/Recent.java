package dev.parley.message.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads recent streams as gateways do. */
public final class Recent {
    private Recent() {}

    /** The frames in a conversation's recent stream, in order. */
    public static List<JsonNode> frames(Redis redis, ConversationId conversation) {
        Response range = redis.send(Request.cmd(Command.XRANGE)
                        .arg(Channels.recent(conversation))
                        .arg("-")
                        .arg("+"))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        List<JsonNode> frames = new ArrayList<>();
        for (Response entry : range) {
            try {
                JsonNode frame = new ObjectMapper().readTree(entry.get(1).get(1).toString());
                if (!entry.get(0).toString().equals(frame.get("seq").asLong() + "-0")) {
                    throw new IllegalStateException("entry " + entry.get(0) + " holds " + frame);
                }
                frames.add(frame);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return frames;
    }

    public static List<Long> seqs(Redis redis, ConversationId conversation) {
        return frames(redis, conversation).stream()
                .map(frame -> frame.get("seq").asLong())
                .toList();
    }
}
