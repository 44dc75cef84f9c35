package dev.parley.persistence.conversation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.persistence.web.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A place in a user's list of conversations. Opaque to clients. */
record ListCursor(Instant lastAt, UUID id) {
    private static final int ID_LENGTH = 36;

    String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + lastAt.toString()).getBytes(US_ASCII));
    }

    /** Null if there is none. */
    static ListCursor decoded(String text) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), US_ASCII);
            return new ListCursor(
                    Instant.parse(plain.substring(ID_LENGTH)), UUID.fromString(plain.substring(0, ID_LENGTH)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException malformed) {
            throw Refusal.badRequest("before is the next of an earlier page");
        }
    }
}
