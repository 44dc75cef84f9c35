package dev.parley.persistence.history;

import dev.parley.api.event.ChatEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * A record of {@code chat.events} as it was read.
 *
 * @param conversation null if the key is no conversation's id, so that the record belongs to no log and has no seq
 * @param at when it was handed to the log
 * @param event null if there is none in it
 * @param flaw why there is none, else null
 * @param trace the {@code traceparent} in its header; null, as a rule
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record LogRecord(
        int partition,
        long offset,
        byte[] key,
        byte[] value,
        UUID conversation,
        Instant at,
        ChatEvent event,
        VoidReason flaw,
        byte[] trace) {

    /** The same record, given up for this reason. */
    LogRecord without(VoidReason reason) {
        return new LogRecord(partition, offset, key, value, conversation, at, null, reason, trace);
    }
}
