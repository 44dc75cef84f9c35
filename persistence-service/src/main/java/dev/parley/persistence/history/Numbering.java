package dev.parley.persistence.history;

import dev.parley.api.event.ChatEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Gives each record of a batch its seq: the count before the batch plus its place among those of its key. Whatever is in
 * a record, it is counted; whether it is stored as itself or as a void is decided here too. For one batch and one thread.
 */
final class Numbering {
    /** What makes two records the same send. */
    record Identity(UUID conversation, UUID sender, UUID id) {
        static Identity of(LogRecord record) {
            ChatEvent event = record.event();
            return new Identity(record.conversation(), event.sender().value(), event.id());
        }
    }

    /** How far history holds a conversation before the batch, and whether there is such a conversation. */
    record Head(long lastSeq, boolean known) {}

    /** How far it holds it after the batch. */
    record Moved(UUID conversation, long lastSeq, long lastMessageSeq, Instant lastAt) {
        private Moved with(EventRow row) {
            long message = row.event() instanceof ChatEvent.Message ? row.seq() : lastMessageSeq;
            Instant at = row.at().isAfter(lastAt) ? row.at() : lastAt;
            return new Moved(conversation, row.seq(), message, at);
        }
    }

    /** A record that is not stored as itself. */
    record Voided(LogRecord record, VoidReason reason) {}

    private final Map<UUID, Head> heads;
    private final Set<Identity> seen;
    private final Map<UUID, Moved> moved = new HashMap<>();
    private final List<EventRow> rows = new ArrayList<>();
    private final List<Voided> voided = new ArrayList<>();

    /**
     * @param heads one for each conversation of the batch
     * @param stored those identities of the batch that history has already
     */
    Numbering(Map<UUID, Head> heads, Set<Identity> stored) {
        this.heads = heads;
        this.seen = new HashSet<>(stored);
    }

    /** Takes the batch's next record. */
    void add(LogRecord record) {
        VoidReason reason = reasonToVoid(record);
        if (reason != null) {
            voided.add(new Voided(record, reason));
        }
        if (record.conversation() != null) {
            place(record, reason);
        }
    }

    private void place(LogRecord record, VoidReason reason) {
        Moved before = moved.get(record.conversation());
        long seq = 1 + (before == null ? heads.get(record.conversation()).lastSeq() : before.lastSeq());
        EventRow row = reason == null ? EventRow.of(record, seq) : EventRow.ofVoid(record, seq);
        Moved start = before == null ? new Moved(record.conversation(), seq, 0, row.at()) : before;
        moved.put(record.conversation(), start.with(row));
        rows.add(row);
    }

    private VoidReason reasonToVoid(LogRecord record) {
        if (record.flaw() != null) {
            return record.flaw();
        }
        if (record.conversation() == null || !heads.get(record.conversation()).known()) {
            return VoidReason.UNKNOWN_CONVERSATION;
        }
        return seen.add(Identity.of(record)) ? null : VoidReason.REPEAT;
    }

    /** In the order of the log; of each conversation without a gap. */
    List<EventRow> rows() {
        return rows;
    }

    List<Moved> moved() {
        return List.copyOf(moved.values());
    }

    List<Voided> voided() {
        return voided;
    }
}
