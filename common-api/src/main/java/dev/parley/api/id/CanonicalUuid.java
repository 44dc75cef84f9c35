package dev.parley.api.id;

import java.util.UUID;

/** Reads UUIDs strictly: {@link UUID#fromString} also takes shortened forms, which would give one id many spellings. */
public final class CanonicalUuid {
    private static final int LENGTH = 36;

    private CanonicalUuid() {}

    /**
     * Reads the 36-character form, in either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static UUID parse(String text) {
        if (text == null || text.length() != LENGTH) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }
}
