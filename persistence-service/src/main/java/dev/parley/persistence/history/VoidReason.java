package dev.parley.persistence.history;

/** Why a place in a log has nothing in it. */
enum VoidReason {
    /** The same conversation, sender and id stand at a lower seq: a send that reached the log twice. */
    REPEAT,
    /** The value is not the JSON of an event, or lacks what every event has. */
    MALFORMED,
    /** The value is well-formed, of a kind that this version does not know. */
    UNKNOWN_KIND,
    OVERSIZE,
    /** No conversation has the record's key as its id. */
    UNKNOWN_CONVERSATION,
    /** Postgres refuses the values. */
    UNSTORABLE;

    /** Whether people should look at the record: everything but a repeat, which is as it should be. */
    boolean isDeadLetter() {
        return this != REPEAT;
    }

    /** As it stands in headers and metrics. */
    String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
