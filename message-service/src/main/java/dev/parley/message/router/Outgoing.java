package dev.parley.message.router;

/** An event on its way to the live channels. Immutable. */
final class Outgoing {
    private final PartitionLedger ledger;
    private final ConversationKey conversation;
    private final long seq;
    private final byte[] frame;
    private final long timestamp;
    private final byte[] trace;

    /**
     * @param timestamp when Kafka's producer made the record, in milliseconds
     * @param trace the record's {@code traceparent}; null, as a rule
     */
    Outgoing(
            PartitionLedger ledger,
            ConversationKey conversation,
            long seq,
            byte[] frame,
            long timestamp,
            byte[] trace) {
        this.ledger = ledger;
        this.conversation = conversation;
        this.seq = seq;
        this.frame = frame;
        this.timestamp = timestamp;
        this.trace = trace;
    }

    PartitionLedger ledger() {
        return ledger;
    }

    ConversationKey conversation() {
        return conversation;
    }

    long seq() {
        return seq;
    }

    /** Not copied: whoever reads it must not write. */
    byte[] frame() {
        return frame;
    }

    long timestamp() {
        return timestamp;
    }

    byte[] trace() {
        return trace;
    }
}
