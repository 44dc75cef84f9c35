package dev.parley.api.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.util.UUID;

/** One thing a user wants in a conversation's log. The gateway has authenticated the sender; the front decides on the rest. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Send.Message.class, name = "message"),
    @JsonSubTypes.Type(value = Send.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = Send.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = Send.React.class, name = "reaction"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Send {
    UserId sender();

    ConversationId conversation();

    /** Made by the sender's client; the same id again is the same thing again, never a second one. */
    UUID id();

    /** A message of 1 to 8,000 characters; {@code replyTo} is a seq or null. */
    record Message(UserId sender, ConversationId conversation, UUID id, String text, Long replyTo) implements Send {}

    /** The sender's own message at seq {@code target} shall read {@code text}. */
    record Edit(UserId sender, ConversationId conversation, UUID id, long target, String text) implements Send {}

    /** The message at seq {@code target}, own or (for moderators) anybody's, shall be gone. */
    record Delete(UserId sender, ConversationId conversation, UUID id, long target) implements Send {}

    /** {@code emoji} on the message at seq {@code target}, or off it. */
    record React(UserId sender, ConversationId conversation, UUID id, long target, String emoji, boolean remove)
            implements Send {}
}
