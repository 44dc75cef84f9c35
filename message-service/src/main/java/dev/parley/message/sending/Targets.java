package dev.parley.message.sending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.message.engine.RedisFailure;
import dev.parley.message.engine.RedisPipes;
import dev.parley.message.membership.PersistenceClient;
import dev.parley.redis.KeyCommand;
import io.smallrye.common.annotation.Identifier;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Finds the message that an edit or delete is about: in the recent stream first, which has it from the moment it was published, then in
 * history. Blocks; for virtual threads.
 */
@Singleton
final class Targets {
    private final RedisPipes redis;
    private final PersistenceClient persistence;
    private final ObjectMapper json;
    private final SendingConfig config;

    Targets(
            @Identifier("front") RedisPipes redis,
            PersistenceClient persistence,
            ObjectMapper json,
            SendingConfig config) {
        this.redis = redis;
        this.persistence = persistence;
        this.json = json;
        this.config = config;
    }

    Target find(Round round, ConversationId conversation, long seq) {
        boolean recentKnown = true;
        try {
            Optional<byte[]> recent = recent(round, conversation, seq);
            if (recent.isPresent()) {
                return read(recent.get());
            }
        } catch (RedisFailure e) {
            recentKnown = false;
        }
        try {
            Optional<byte[]> stored = round.await(persistence.event(conversation, seq));
            if (stored.isPresent()) {
                return read(stored.get());
            }
            // History may lag behind: without the recent stream, "not there" proves nothing.
            return recentKnown ? new Target.None() : new Target.Unknown();
        } catch (CompletionException e) {
            return new Target.Unknown();
        }
    }

    private Optional<byte[]> recent(Round round, ConversationId conversation, long seq) throws RedisFailure {
        String entry = seq + "-0";
        KeyCommand command = KeyCommand.of(Command.XRANGE, Channels.recent(conversation))
                .arg(entry)
                .arg(entry);
        Duration timeout = config.repeatsTimeout().compareTo(round.left()) < 0 ? config.repeatsTimeout() : round.left();
        Response found = redis.await(List.of(command), timeout).getFirst();
        if (found == null || found.size() == 0) {
            return Optional.empty();
        }
        // One entry: [id, [field, frame]].
        return Optional.of(found.get(0).get(1).get(1).toBytes());
    }

    private Target read(byte[] frame) {
        try {
            JsonNode event = json.readTree(frame);
            return event.path("kind").asText().equals("message")
                    ? new Target.Message(UserId.of(event.path("sender").asText()))
                    : new Target.None();
        } catch (IOException | IllegalArgumentException e) {
            return new Target.None();
        }
    }
}
