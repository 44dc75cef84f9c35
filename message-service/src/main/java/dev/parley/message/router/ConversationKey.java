package dev.parley.message.router;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.UUID;

/** A conversation's id as two longs, read from the bytes of a record's key. */
record ConversationKey(long high, long low) {
    private static final int LENGTH = 36;

    /** Reads the 36-character form of a UUID; empty if the key is anything else. */
    static Optional<ConversationKey> parse(byte[] key) {
        if (key == null || key.length != LENGTH) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = 0, digits = 0; i < LENGTH; i++) {
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (key[i] != '-') {
                    return Optional.empty();
                }
                continue;
            }
            int digit = Character.digit(key[i], 16);
            if (digit < 0) {
                return Optional.empty();
            }
            if (digits++ < 16) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return Optional.of(new ConversationKey(high, low));
    }

    byte[] bytes() {
        return toString().getBytes(US_ASCII);
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
