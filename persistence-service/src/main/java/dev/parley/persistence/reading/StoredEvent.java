package dev.parley.persistence.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.event.EventFrame;
import dev.parley.persistence.message.MessageKey;

/** An event as history has it. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record StoredEvent(MessageKey key, String kind, byte[] body) {
    boolean isMessage() {
        return kind.equals("message");
    }

    /** The frame that went out live (with its text gone, if the message was deleted since). */
    byte[] frame() {
        return EventFrame.of(key.conversation().toString().getBytes(US_ASCII), key.seq(), body);
    }
}
