package dev.parley.persistence.message;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.event.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How a message differs from the event that made it: the field {@code state} of a message event that was changed later.
 *
 * @param text what it reads since its last edit; null if it was never edited
 * @param editedAt when that was
 * @param deleted true, or null
 * @param reactions in the order in which each emoji was first used, at most {@value #MOST_EMOJI}; null if there are none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageState(
        String text,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
        Instant editedAt,

        Boolean deleted,
        List<Reaction> reactions) {
    /** The most emoji that are listed; those that were used later are in the log and change nothing. */
    public static final int MOST_EMOJI = 50;

    /** Who reacted with one emoji. */
    @RegisterForReflection
    public record Reaction(String emoji, List<UUID> users) {}

    static final MessageState DELETED = new MessageState(null, null, true, null);

    static MessageState edited(String text, Instant at) {
        return new MessageState(text, at, null, null);
    }

    static MessageState withReactions(MessageState state, List<Reaction> reactions) {
        return state == null
                ? new MessageState(null, null, null, reactions)
                : new MessageState(state.text, state.editedAt, state.deleted, reactions);
    }
}
