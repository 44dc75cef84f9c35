package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * One entry of a conversation's log, from a socket or from history.
 *
 * @param sender null in a void
 * @param id null in a void, and where the sender gave none
 * @param json all its fields
 */
public record ChatEvent(UUID conversation, long seq, String kind, UUID sender, UUID id, JsonNode json) {
    static ChatEvent of(UUID conversation, JsonNode json) {
        return new ChatEvent(
                conversation,
                json.path("seq").asLong(),
                Json.text(json, "kind"),
                Json.uuid(json, "sender"),
                Json.uuid(json, "id"),
                json);
    }

    static ChatEvent of(JsonNode json) {
        return of(Json.uuid(json, "conversation"), json);
    }

    public boolean isVoid() {
        return "void".equals(kind);
    }

    public boolean isMessage() {
        return "message".equals(kind);
    }

    /** The text of a message or an edit, or null. */
    public String text() {
        return Json.text(json, "text");
    }

    /** The seq this event is about, or 0. */
    public long target() {
        return json.path("target").asLong();
    }

    /** When the log got it, as it stands on the wire. */
    public String at() {
        return Json.text(json, "at");
    }
}
