package dev.parley.api.id;

import java.util.UUID;

/** Reads UUIDs strictly: {@link UUID#fromString} also takes shortened forms, which would give one id many spellings. */
public final class CanonicalUuid {
    /** The characters of a UUID. */
    public static final int LENGTH = 36;

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

    /**
     * Reads the 36-character form from the bytes at an index, in either case; null if they are anything else. For what
     * is read so often that a string or an exception would cost more than the reading.
     */
    public static UUID parse(byte[] text, int start) {
        if (start + LENGTH > text.length) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            byte one = text[start + i];
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (one != '-') {
                    return null;
                }
                continue;
            }
            int digit = Character.digit(one, 16);
            if (digit < 0) {
                return null;
            }
            if (i < LENGTH / 2) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }
}
