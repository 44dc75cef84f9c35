package dev.parley.presence.node;

import java.time.Duration;
import java.time.Instant;

/** What is to be done about a node now. */
enum Verdict {
    /** Nothing. */
    KEEP,
    /** It is silent: its sockets shall not count. */
    LAPSE,
    /** It was silent and is back: its sockets shall count again. */
    REVIVE,
    /** It has been silent for too long to come back: its sockets are removed. */
    FORGET;

    /**
     * Judges a node.
     *
     * @param leaseEnds when the node is late
     * @param lapsed whether its sockets do not count at present
     * @param readUpTo every report written before this instant has been read. A lease that ended later proves nothing: its
     *     heartbeats may lie unread in Kafka, or could not be written because Kafka was away.
     */
    static Verdict of(Instant leaseEnds, boolean lapsed, Instant now, Instant readUpTo, Duration memory) {
        if (leaseEnds.isAfter(now)) {
            return lapsed ? REVIVE : KEEP;
        }
        if (!lapsed) {
            return leaseEnds.isAfter(readUpTo) ? KEEP : LAPSE;
        }
        return leaseEnds.plus(memory).isBefore(now) ? FORGET : KEEP;
    }
}
