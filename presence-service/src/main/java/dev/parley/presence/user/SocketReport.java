package dev.parley.presence.user;

import dev.parley.api.presence.PresenceStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of one socket.
 *
 * @param status meaningless for {@link Kind#CLOSED}
 * @param counts whether its node is alive
 */
public record SocketReport(Kind kind, UUID socket, String node, PresenceStatus status, Instant at, boolean counts) {
    /** What a socket may do. */
    public enum Kind {
        OPENED,
        CHANGED,
        CLOSED
    }
}
