package dev.parley.api.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.conversation.Role;
import dev.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * The value of one record of {@code chat.events}: everything of an event but its conversation (the record's key) and its
 * seq (its position). Written once, as JSON with {@code kind} first, and carried as those bytes ever after.
 *
 * <p>{@code at} is the instant at which message-service (or, for system events, persistence-service) handed the event to
 * the log, in UTC with milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatEvent.Message.class, name = "message"),
    @JsonSubTypes.Type(value = ChatEvent.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = ChatEvent.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = ChatEvent.Reaction.class, name = "reaction"),
    @JsonSubTypes.Type(value = ChatEvent.MemberAdded.class, name = "memberAdded"),
    @JsonSubTypes.Type(value = ChatEvent.MemberRemoved.class, name = "memberRemoved"),
    @JsonSubTypes.Type(value = ChatEvent.RoleChanged.class, name = "roleChanged"),
    @JsonSubTypes.Type(value = ChatEvent.TitleChanged.class, name = "titleChanged"),
    @JsonSubTypes.Type(value = ChatEvent.Call.class, name = "call"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ChatEvent {
    /** How instants look on every wire of Parley: UTC, always with three digits of milliseconds. */
    String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

    /** Who caused the event. */
    UserId sender();

    /**
     * Made by whoever sent the event, unique per sender and conversation. A second event with the same conversation,
     * sender and id is a repeat: it keeps its seq and counts as a void.
     */
    UUID id();

    Instant at();

    /** A message. {@code text} has 1 to 8,000 characters; {@code replyTo} is the seq it answers, or null. */
    record Message(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            String text,
            Long replyTo)
            implements ChatEvent {}

    /** The sender's own message at seq {@code target} now reads {@code text}. */
    record Edit(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            long target,
            String text)
            implements ChatEvent {}

    /** The message at seq {@code target} is gone: its text and reactions are no longer shown to anybody. */
    record Delete(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            long target)
            implements ChatEvent {}

    /** The sender puts {@code emoji} on the message at seq {@code target}, or takes it back. */
    record Reaction(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            long target,
            String emoji,
            boolean removed)
            implements ChatEvent {}

    /** {@code user} is a member from here on. */
    record MemberAdded(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            UserId user,
            Role role)
            implements ChatEvent {}

    /** {@code user} is no member after this event, which is the last one he gets. */
    record MemberRemoved(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            UserId user)
            implements ChatEvent {}

    /** {@code user} has the role {@code role} from here on. */
    record RoleChanged(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            UserId user,
            Role role)
            implements ChatEvent {}

    /** The group is called {@code title} from here on. */
    record TitleChanged(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            String title)
            implements ChatEvent {}

    /**
     * A call ended. {@code outcome}: {@code answered}, {@code missed} or {@code declined}; {@code seconds} it lasted. The
     * sender is the member who reported it; {@code caller} the one who called, null if that was he.
     */
    record Call(
            UserId sender,
            UUID id,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
            Instant at,

            UUID call,
            String outcome,
            long seconds,
            UserId caller)
            implements ChatEvent {}
}
