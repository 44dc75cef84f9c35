package dev.parley.verify.check;

import java.util.UUID;

/**
 * A promise that was broken.
 *
 * @param conversation where, or null
 * @param seq of the event it is about, or 0
 * @param id of the send it is about, or null
 * @param what in one line
 */
public record Violation(UUID conversation, long seq, UUID id, String what) {
    static Violation of(String what) {
        return new Violation(null, 0, null, what);
    }
}
