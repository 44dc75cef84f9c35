package dev.parley.api.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.util.List;
import java.util.UUID;

/** What is published on {@link Channels#user}: something that gateways must act on, not merely pass on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "notice")
@JsonSubTypes({
    @JsonSubTypes.Type(value = UserNotice.ConversationAdded.class, name = "conversationAdded"),
    @JsonSubTypes.Type(value = UserNotice.ConversationRemoved.class, name = "conversationRemoved"),
    @JsonSubTypes.Type(value = UserNotice.ConversationUpdated.class, name = "conversationUpdated"),
    @JsonSubTypes.Type(value = UserNotice.SessionsEnded.class, name = "sessionsEnded"),
    @JsonSubTypes.Type(value = UserNotice.Signal.class, name = "signal"),
})
public sealed interface UserNotice {
    /** The user is in this conversation now (by the router, from {@code chat.conversations}). */
    record ConversationAdded(ConversationState conversation) implements UserNotice {}

    /** The user is not in this conversation any more (by the router, from {@code chat.conversations}). */
    record ConversationRemoved(ConversationId conversation) implements UserNotice {}

    /** The user sees this conversation in another way now (by the router, from {@code chat.conversations}). */
    record ConversationUpdated(ConversationState conversation) implements UserNotice {}

    /** These sessions ({@code sid} of the access token) have ended: close their sockets with 4401 (by auth-service). */
    record SessionsEnded(List<UUID> sessions) implements UserNotice {
        public SessionsEnded {
            sessions = List.copyOf(sessions);
        }
    }

    /** WebRTC signalling, to be passed on as a {@code signal} frame (by the sender's gateway). */
    record Signal(UserId from, UUID call, JsonNode data) implements UserNotice {}
}
