package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a server says on a socket. */
public sealed interface ServerFrame {
    /** The first frame. */
    record Welcome(UUID user, UUID session, JsonNode json) implements ServerFrame {}

    /** The send with this id is durable. */
    record Ack(UUID id, UUID conversation, String at) implements ServerFrame {}

    record Event(ChatEvent event) implements ServerFrame {}

    /** All of {@code from..to} was sent. */
    record Synced(UUID conversation, long from, long to, boolean more) implements ServerFrame {}

    record Heads(Map<UUID, Long> heads) implements ServerFrame {}

    /** A member's mark moved: {@code read} or {@code delivered}. */
    record Mark(String type, UUID conversation, UUID user, long seq) implements ServerFrame {}

    record Typing(UUID conversation, UUID user) implements ServerFrame {}

    record Presence(UUID user, String status, String lastSeen) implements ServerFrame {}

    /** {@code added}, {@code removed} or {@code updated}. */
    record ConversationChanged(String change, UUID conversation, JsonNode json) implements ServerFrame {}

    record Signal(UUID from, UUID call, JsonNode data) implements ServerFrame {}

    record Goodbye(long after) implements ServerFrame {}

    /** An {@code error}: a frame was refused. {@code id} is null where the frame had none; {@code retryAfter} -1. */
    record Refusal(UUID id, String code, String message, long retryAfter) implements ServerFrame {}

    record Pong(String id) implements ServerFrame {}

    /** A type this client does not know, which it ignores. */
    record Unknown(String type, JsonNode json) implements ServerFrame {}

    /** Reads a frame. */
    static ServerFrame of(String text) {
        JsonNode json = Json.read(text);
        String type = Json.text(json, "type");
        return switch (type) {
            case "event" -> new Event(ChatEvent.of(json));
            case "ack" -> new Ack(Json.uuid(json, "id"), Json.uuid(json, "conversation"), Json.text(json, "at"));
            case "error" -> refusal(json);
            case "welcome" -> new Welcome(Json.uuid(json, "user"), Json.uuid(json, "session"), json);
            case "synced" ->
                new Synced(
                        Json.uuid(json, "conversation"),
                        json.path("from").asLong(),
                        json.path("to").asLong(),
                        json.path("more").asBoolean());
            case "heads" -> heads(json.path("heads"));
            case "read", "delivered" ->
                new Mark(
                        type,
                        Json.uuid(json, "conversation"),
                        Json.uuid(json, "user"),
                        json.path("seq").asLong());
            case "typing" -> new Typing(Json.uuid(json, "conversation"), Json.uuid(json, "user"));
            case "presence" ->
                new Presence(Json.uuid(json, "user"), Json.text(json, "status"), Json.text(json, "lastSeen"));
            case "conversation" ->
                new ConversationChanged(
                        Json.text(json, "change"),
                        Json.uuid(json.path("conversation"), "id"),
                        json.path("conversation"));
            case "signal" -> new Signal(Json.uuid(json, "from"), Json.uuid(json, "call"), json.path("data"));
            case "goodbye" -> new Goodbye(json.path("after").asLong());
            case "pong" -> new Pong(Json.text(json, "id"));
            case null, default -> new Unknown(type, json);
        };
    }

    private static Refusal refusal(JsonNode json) {
        return new Refusal(
                Json.uuid(json, "id"),
                Json.text(json, "code"),
                Json.text(json, "message"),
                json.path("retryAfter").asLong(-1));
    }

    private static Heads heads(JsonNode json) {
        Map<UUID, Long> heads = new HashMap<>();
        json.properties()
                .forEach(entry -> heads.put(
                        UUID.fromString(entry.getKey()), entry.getValue().asLong()));
        return new Heads(heads);
    }
}
