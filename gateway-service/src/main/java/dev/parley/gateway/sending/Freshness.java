package dev.parley.gateway.sending;

import dev.parley.api.id.IdTime;
import dev.parley.api.send.Send;
import dev.parley.gateway.socket.ClientSocket;
import java.util.UUID;

/**
 * Distinguishes new sends from those that may have been sent before. An id of version 7 carries the time it was made:
 * one that was made after its socket opened, and after all others that the socket has sent, is nobody's repeat and need
 * not be looked up. Anything else may be one: what was not answered on an earlier socket, ids of other versions, ids of
 * clocks that are wrong. On the socket's event loop.
 */
final class Freshness {
    /** A new id of an honest client is not older than this. */
    private static final long MOST_AGE_MILLIS = 60_000;

    /**
     * How fast a client's clock may be. An id that was made so shortly before its socket opened looks as if it was made
     * afterwards, so this is shorter than nearly every reconnect.
     */
    private static final long MOST_LEAD_MILLIS = 250;

    private Freshness() {}

    /** Whether nobody can have sent this before; notes the id as sent by this socket. */
    static boolean isFresh(ClientSocket socket, Send send, long nowMillis) {
        UUID id = send.id();
        return IdTime.of(id)
                .filter(made -> isFresh(socket, id, made.toEpochMilli(), nowMillis))
                .isPresent();
    }

    private static boolean isFresh(ClientSocket socket, UUID id, long made, long now) {
        if (made > now + MOST_LEAD_MILLIS) {
            return false;
        }
        boolean isNewest = socket.newestId().isPassedBy(id);
        return isNewest && made >= socket.openedAtMillis() && made >= now - MOST_AGE_MILLIS;
    }
}
