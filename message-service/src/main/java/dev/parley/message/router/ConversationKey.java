package dev.parley.message.router;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.id.CanonicalUuid;
import java.util.Optional;
import java.util.UUID;

/** A conversation's id as two longs, read from the bytes of a record's key. */
record ConversationKey(long high, long low) {
    /** Reads the 36-character form of a UUID; empty if the key is anything else. */
    static Optional<ConversationKey> parse(byte[] key) {
        UUID id = key == null || key.length != CanonicalUuid.LENGTH ? null : CanonicalUuid.parse(key, 0);
        return id == null
                ? Optional.empty()
                : Optional.of(new ConversationKey(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    }

    byte[] bytes() {
        return toString().getBytes(US_ASCII);
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
