package dev.parley.gateway.frame;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads a client's frame: once, strictly on types, and without minding fields it does not know. Stateless; safe on any
 * thread.
 */
@Singleton
public final class FrameReader {
    /** Deep enough for any call signal; shallow enough that nobody can make us recurse. */
    private static final int MAX_DEPTH = 32;

    private final ObjectReader json;

    FrameReader() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        this.json = mapper.readerFor(JsonNode.class);
    }

    /**
     * Reads one text frame, which is UTF-8.
     *
     * @throws RefusedFrame with the code and, where it could be read, the id of the {@code error} frame to answer with
     */
    public ClientFrame read(byte[] text) throws RefusedFrame {
        ClientFrame.Send plain = PlainSend.read(json.getFactory(), text);
        return plain == null ? readAny(text) : plain;
    }

    private ClientFrame readAny(byte[] text) throws RefusedFrame {
        Fields fields = new Fields(parse(text));
        String type = fields.type();
        return switch (type) {
            case "send" -> send(fields);
            case "edit" ->
                new ClientFrame.Edit(fields.id(), fields.conversation(), fields.seq("target", 1), fields.messageText());
            case "delete" -> new ClientFrame.Delete(fields.id(), fields.conversation(), fields.seq("target", 1));
            case "react" -> react(fields);
            case "received" -> new ClientFrame.Received(fields.conversation(), fields.seq("seq", 0));
            case "read" -> new ClientFrame.Read(fields.conversation(), fields.seq("seq", 0));
            case "typing" -> new ClientFrame.Typing(fields.conversation());
            case "sync" -> sync(fields);
            case "watch" -> watch(fields);
            case "status" -> new ClientFrame.Status(status(fields));
            case "signal" -> signal(fields);
            case "token" -> new ClientFrame.Token(fields.text("accessToken", Fields.MAX_TEXT));
            case "ping" -> new ClientFrame.Ping(fields.scalarOrNull("id"));
            default -> throw fields.refuse(ErrorCode.UNKNOWN_TYPE, "no frame of this type");
        };
    }

    /** The id of a frame that is not otherwise looked at, so that a client knows which of its sends was refused; or null. */
    public UUID idOf(byte[] text) {
        try {
            return new Fields(parse(text)).idOrNull();
        } catch (RefusedFrame e) {
            return null;
        }
    }

    private JsonNode parse(byte[] text) throws RefusedFrame {
        try {
            JsonNode node = json.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // Answered below; the parser's own words could repeat what the user wrote.
        }
        throw new RefusedFrame(ErrorCode.BAD_FRAME, "not a JSON object", null);
    }

    private static ClientFrame send(Fields fields) throws RefusedFrame {
        Long replyTo = fields.has("replyTo") ? fields.seq("replyTo", 1) : null;
        return new ClientFrame.Send(fields.id(), fields.conversation(), fields.messageText(), replyTo);
    }

    private static ClientFrame react(Fields fields) throws RefusedFrame {
        return new ClientFrame.React(
                fields.id(),
                fields.conversation(),
                fields.seq("target", 1),
                fields.text("emoji", Fields.MAX_EMOJI),
                fields.flag("remove"));
    }

    private static ClientFrame sync(Fields fields) throws RefusedFrame {
        JsonNode node = fields.object("cursors");
        if (node.size() > ClientFrame.Sync.MAX_CURSORS) {
            throw fields.bad("more than " + ClientFrame.Sync.MAX_CURSORS + " cursors");
        }
        Map<ConversationId, Long> cursors = HashMap.newHashMap(node.size());
        for (Map.Entry<String, JsonNode> cursor : node.properties()) {
            cursors.put(fields.conversation(cursor.getKey()), fields.seq(cursor.getValue(), 0, "a cursor"));
        }
        return new ClientFrame.Sync(Map.copyOf(cursors), fields.flag("complete"));
    }

    private static ClientFrame watch(Fields fields) throws RefusedFrame {
        JsonNode node = fields.array("users");
        if (node.size() > ClientFrame.Watch.MAX_USERS) {
            throw fields.bad("more than " + ClientFrame.Watch.MAX_USERS + " users");
        }
        Set<UserId> users = new LinkedHashSet<>();
        for (JsonNode user : node) {
            users.add(fields.user(user));
        }
        return new ClientFrame.Watch(Set.copyOf(users));
    }

    private static PresenceStatus status(Fields fields) throws RefusedFrame {
        return switch (fields.text("status", Fields.MAX_EMOJI)) {
            case "online" -> PresenceStatus.ONLINE;
            case "away" -> PresenceStatus.AWAY;
            default -> throw fields.bad("status is online or away");
        };
    }

    private static ClientFrame signal(Fields fields) throws RefusedFrame {
        return new ClientFrame.Signal(fields.user(fields.node("to")), fields.uuid("call"), fields.data("data"));
    }
}
