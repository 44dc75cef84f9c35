package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A conversation as its members see it.
 *
 * @param title null in a direct one
 * @param unread -1 where the answer does not say
 */
public record Conversation(UUID id, String type, String title, Map<UUID, Member> members, long lastSeq, long unread) {

    /** A member's role and marks. */
    public record Member(String role, long readSeq, long deliveredSeq) {}

    static Conversation of(JsonNode json) {
        Map<UUID, Member> members = new LinkedHashMap<>();
        for (JsonNode member : json.path("members")) {
            members.put(
                    Json.uuid(member, "user"),
                    new Member(
                            Json.text(member, "role"),
                            member.path("readSeq").asLong(),
                            member.path("deliveredSeq").asLong()));
        }
        return new Conversation(
                Json.uuid(json, "id"),
                Json.text(json, "type"),
                Json.text(json, "title"),
                members,
                json.path("lastSeq").asLong(),
                json.path("unread").asLong(-1));
    }
}
