package dev.parley.gateway.frame;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.event.Seqs;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.SendText;
import dev.parley.api.text.PlainText;
import java.util.UUID;

/** The fields of one frame, each read with the rule it must keep; what breaks a rule becomes a {@link RefusedFrame}. */
final class Fields {
    /** Characters of a message, and of anything else that is text. */
    static final int MAX_TEXT = SendText.MAX_LENGTH;

    /** Enough for the longest sequence that one emoji is made of. */
    static final int MAX_EMOJI = 64;

    /** The most characters of JSON that a signal may carry: a session description with room to spare. */
    static final int MAX_DATA = 16_384;

    private final JsonNode frame;
    private final UUID id;

    Fields(JsonNode frame) {
        this.frame = frame;
        this.id = readableId(frame.get("id"));
    }

    RefusedFrame refuse(ErrorCode code, String message) {
        return new RefusedFrame(code, message, id);
    }

    RefusedFrame bad(String message) {
        return refuse(ErrorCode.BAD_FRAME, message);
    }

    String type() throws RefusedFrame {
        return string("type");
    }

    boolean has(String name) {
        return frame.hasNonNull(name);
    }

    JsonNode node(String name) throws RefusedFrame {
        JsonNode node = frame.get(name);
        if (node == null || node.isNull()) {
            throw bad(name + " is missing");
        }
        return node;
    }

    UUID idOrNull() {
        return id;
    }

    UUID id() throws RefusedFrame {
        if (id == null) {
            throw bad("id is not a UUID");
        }
        return id;
    }

    UUID uuid(String name) throws RefusedFrame {
        UUID uuid = readableId(node(name));
        if (uuid == null) {
            throw bad(name + " is not a UUID");
        }
        return uuid;
    }

    ConversationId conversation() throws RefusedFrame {
        return conversation(string("conversation"));
    }

    ConversationId conversation(String text) throws RefusedFrame {
        try {
            return ConversationId.of(text);
        } catch (IllegalArgumentException e) {
            throw bad("a conversation's id is a UUID");
        }
    }

    UserId user(JsonNode node) throws RefusedFrame {
        UUID uuid = readableId(node);
        if (uuid == null) {
            throw bad("a user's id is a UUID");
        }
        return new UserId(uuid);
    }

    long seq(String name, long atLeast) throws RefusedFrame {
        return seq(node(name), atLeast, name);
    }

    long seq(JsonNode node, long atLeast, String name) throws RefusedFrame {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || !Seqs.isCursor(node.longValue())
                || node.longValue() < atLeast) {
            throw bad(name + " is not a seq");
        }
        return node.longValue();
    }

    boolean flag(String name) throws RefusedFrame {
        JsonNode node = frame.get(name);
        if (node == null || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw bad(name + " is true or false");
        }
        return node.booleanValue();
    }

    String text(String name, int max) throws RefusedFrame {
        String text = string(name);
        if (text.isEmpty()) {
            throw bad(name + " is empty");
        }
        if (text.length() > max) {
            throw refuse(ErrorCode.TOO_LARGE, name + " has more than " + max + " characters");
        }
        if (!PlainText.isClean(text)) {
            throw bad(name + " has characters that no text has");
        }
        return text;
    }

    /** The text of a message or an edit. */
    String messageText() throws RefusedFrame {
        String text = text("text", MAX_TEXT);
        if (!PlainText.isVisible(text)) {
            throw bad("text is empty");
        }
        return text;
    }

    JsonNode object(String name) throws RefusedFrame {
        JsonNode node = node(name);
        if (!node.isObject()) {
            throw bad(name + " is not an object");
        }
        return node;
    }

    JsonNode array(String name) throws RefusedFrame {
        JsonNode node = node(name);
        if (!node.isArray()) {
            throw bad(name + " is not an array");
        }
        return node;
    }

    JsonNode data(String name) throws RefusedFrame {
        JsonNode node = node(name);
        if (node.toString().length() > MAX_DATA) {
            throw refuse(ErrorCode.TOO_LARGE, name + " has more than " + MAX_DATA + " characters");
        }
        return node;
    }

    JsonNode scalarOrNull(String name) throws RefusedFrame {
        JsonNode node = frame.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isValueNode() || node.asText().length() > MAX_EMOJI) {
            throw bad(name + " is not a short value");
        }
        return node;
    }

    private String string(String name) throws RefusedFrame {
        JsonNode node = node(name);
        if (!node.isTextual()) {
            throw bad(name + " is not a string");
        }
        return node.textValue();
    }

    private static UUID readableId(JsonNode node) {
        if (node == null || !node.isTextual()) {
            return null;
        }
        try {
            return CanonicalUuid.parse(node.textValue());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
