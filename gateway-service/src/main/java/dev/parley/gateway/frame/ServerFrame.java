package dev.parley.gateway.frame;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What the gateway itself says. The frames that others finish ({@code event}, {@code read}, {@code delivered}, {@code
 * presence} changes, {@code conversation} updates) pass through as bytes and have no type here.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerFrame.Ack.class, name = "ack"),
    @JsonSubTypes.Type(value = ServerFrame.Refusal.class, name = "error"),
    @JsonSubTypes.Type(value = ServerFrame.Synced.class, name = "synced"),
    @JsonSubTypes.Type(value = ServerFrame.Heads.class, name = "heads"),
    @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerFrame.ConversationAdded.class, name = "conversation"),
    @JsonSubTypes.Type(value = ServerFrame.ConversationRemoved.class, name = "conversation"),
    @JsonSubTypes.Type(value = ServerFrame.ConversationUpdated.class, name = "conversation"),
    @JsonSubTypes.Type(value = ServerFrame.Signal.class, name = "signal"),
    @JsonSubTypes.Type(value = ServerFrame.Goodbye.class, name = "goodbye"),
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame {

    /** The first frame. {@code heartbeat}: seconds between two WebSocket pings of the server. */
    record Welcome(UserId user, UUID session, long heartbeat, Map<String, Long> limits) implements ServerFrame {}

    /** Durable. */
    record Ack(
            UUID id,
            ConversationId conversation,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at)
            implements ServerFrame {}

    /** Refused, and nothing of it kept. {@code conversation} says which one, where a frame named several. */
    record Refusal(UUID id, ErrorCode code, String message, Long retryAfter, ConversationId conversation)
            implements ServerFrame {

        public static Refusal of(ErrorCode code, String message) {
            return new Refusal(null, code, message, null, null);
        }

        public static Refusal later(ErrorCode code, String message, long retryAfter) {
            return new Refusal(null, code, message, retryAfter, null);
        }

        /** The same, about the frame with this id. */
        public Refusal about(UUID frame) {
            return new Refusal(frame, code, message, retryAfter, conversation);
        }

        /** The same, about this conversation. */
        public Refusal in(ConversationId where) {
            return new Refusal(id, code, message, retryAfter, where);
        }
    }

    /** All of {@code from..to} were sent. */
    record Synced(ConversationId conversation, long from, long to, boolean more) implements ServerFrame {
        /** The same, with nothing said of what is behind a seq. */
        public Synced endingAt(long seq) {
            return new Synced(conversation, from, seq, more);
        }
    }

    /** The last seqs of what moved. */
    record Heads(Map<ConversationId, Long> heads) implements ServerFrame {}

    /** A member is writing. */
    record Typing(ConversationId conversation, UserId user) implements ServerFrame {}

    /** What a watched user is now. */
    record Presence(
            UserId user,
            PresenceStatus status,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant lastSeen)
            implements ServerFrame {}

    /** The user is in this conversation now. */
    record ConversationAdded(String change, ConversationState conversation) implements ServerFrame {
        public ConversationAdded(ConversationState conversation) {
            this("added", conversation);
        }
    }

    /** The user is not in this conversation any more. */
    record ConversationRemoved(String change, Gone conversation) implements ServerFrame {
        /** All that is left to say of it. */
        public record Gone(ConversationId id) {}

        public ConversationRemoved(ConversationId conversation) {
            this("removed", new Gone(conversation));
        }
    }

    /** The user himself sees this conversation in another way now; what all members see is told by the router. */
    record ConversationUpdated(String change, ConversationState conversation) implements ServerFrame {
        public ConversationUpdated(ConversationState conversation) {
            this("updated", conversation);
        }
    }

    /** From another user's client. */
    record Signal(UserId from, UUID call, JsonNode data) implements ServerFrame {}

    /** Reconnect after this many milliseconds. */
    record Goodbye(long after) implements ServerFrame {}

    /** Here I am. */
    record Pong(JsonNode id) implements ServerFrame {}
}
