package dev.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A conversation's id: the key of its records in {@code chat.events}, hence of its order. */
public record ConversationId(@JsonValue UUID value) {
    public ConversationId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads the canonical 36-character form.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    @JsonCreator
    public static ConversationId of(String text) {
        return new ConversationId(CanonicalUuid.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
