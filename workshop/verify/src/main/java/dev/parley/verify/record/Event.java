package dev.parley.verify.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.UUID;

/**
 * One event of a conversation as somebody saw it: live, in history, in the recent events or in the database.
 *
 * @param sender null in a void
 * @param id null in a void, and where the sender gave none
 * @param user whom a change of members is about, or null
 * @param content what it says, as {@link #content} makes it of its fields
 */
public record Event(
        UUID conversation,
        long seq,
        String kind,
        UUID sender,
        UUID id,
        String at,
        long target,
        UUID user,
        int content) {

    /** Reads an event's fields out of a frame, a page of history, or a row's body. */
    public static Event of(UUID conversation, long seq, String kind, JsonNode json) {
        if ("void".equals(kind)) {
            return new Event(conversation, seq, kind, null, null, null, 0, null, 0);
        }
        return new Event(
                conversation,
                seq,
                kind,
                uuid(json, "sender"),
                uuid(json, "id"),
                json.path("at").asText(null),
                json.path("target").asLong(),
                uuid(json, "user"),
                content(
                        text(json, "text"),
                        text(json, "emoji"),
                        json.path("removed").asBoolean()));
    }

    /** A number that stands for what was said; equal for equal words. */
    public static int content(String text, String emoji, boolean removed) {
        return Objects.hash(text, emoji, removed);
    }

    /** What a message reads whose text is erased. */
    public static int erasedContent() {
        return content("", null, false);
    }

    public boolean isVoid() {
        return "void".equals(kind);
    }

    public boolean isMessage() {
        return "message".equals(kind);
    }

    /** Whether somebody sent it, as against what the system says itself. */
    public boolean isSent() {
        return switch (kind) {
            case "message", "edit", "delete", "reaction" -> true;
            default -> false;
        };
    }

    /** In one line. */
    public String inShort() {
        return isVoid() ? "void" : kind + " " + id + " of " + sender + " at " + at;
    }

    private static UUID uuid(JsonNode json, String field) {
        String value = json.path(field).asText(null);
        return value == null ? null : UUID.fromString(value);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText(null);
    }
}
