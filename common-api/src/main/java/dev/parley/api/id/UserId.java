package dev.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A user's id: the {@code sub} of an access token. */
public record UserId(@JsonValue UUID value) {
    public UserId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads the canonical 36-character form.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    @JsonCreator
    public static UserId of(String text) {
        return new UserId(CanonicalUuid.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
