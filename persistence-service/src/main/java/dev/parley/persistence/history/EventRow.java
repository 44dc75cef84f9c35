package dev.parley.persistence.history;

import dev.parley.api.event.ChatEvent;
import dev.parley.api.event.EventFrame;
import java.time.Instant;
import java.util.UUID;

/**
 * An event at its place, as it is stored.
 *
 * @param event null in a void
 * @param body the record's value; in a void {@code {"kind":"void","at":…}}
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record EventRow(int partition, UUID conversation, long seq, ChatEvent event, Instant at, byte[] body) {
    static EventRow of(LogRecord record, long seq) {
        return new EventRow(
                record.partition(), record.conversation(), seq, record.event(), record.at(), record.value());
    }

    static EventRow ofVoid(LogRecord record, long seq) {
        return new EventRow(
                record.partition(), record.conversation(), seq, null, record.at(), EventFrame.voidValue(record.at()));
    }

    String kind() {
        return switch (event) {
            case null -> "void";
            case ChatEvent.Message _ -> "message";
            case ChatEvent.Edit _ -> "edit";
            case ChatEvent.Delete _ -> "delete";
            case ChatEvent.Reaction _ -> "reaction";
            case ChatEvent.MemberAdded _ -> "memberAdded";
            case ChatEvent.MemberRemoved _ -> "memberRemoved";
            case ChatEvent.RoleChanged _ -> "roleChanged";
            case ChatEvent.TitleChanged _ -> "titleChanged";
            case ChatEvent.Call _ -> "call";
        };
    }

    UUID sender() {
        return event == null ? null : event.sender().value();
    }

    UUID clientId() {
        return event == null ? null : event.id();
    }
}
