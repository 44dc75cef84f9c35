package dev.parley.gateway.sending;

import dev.parley.api.send.Send;
import dev.parley.gateway.socket.ClientSocket;
import java.util.UUID;

/**
 * Tells new sends from those that may have been sent before. An id of version 7 carries the time it was made: one that was
 * made after its socket opened, and after all others that the socket has sent, is nobody's repeat, and need not be looked
 * up. Whatever else comes (over a new socket what was not answered on the old one, ids of other versions, ids of clocks that
 * are wrong) may be one. On the socket's event loop.
 */
final class Freshness {
    private static final int TIME_ORDERED = 7;
    private static final int BITS_BEHIND_TIME = 16;

    /** By more than this an honest client's new id is not behind. */
    private static final long MOST_AGE_MILLIS = 60_000;

    /**
     * How fast a client's clock may be. What it made within so much before its socket opened looks as if it was made after,
     * so it is as short as a reconnect nearly never is.
     */
    private static final long MOST_LEAD_MILLIS = 250;

    private Freshness() {}

    /** Whether nobody can have sent this before; notes the id as sent by this socket. */
    static boolean isFresh(ClientSocket socket, Send send, long nowMillis) {
        UUID id = send.id();
        if (id.version() != TIME_ORDERED) {
            return false;
        }
        long made = id.getMostSignificantBits() >>> BITS_BEHIND_TIME;
        if (made > nowMillis + MOST_LEAD_MILLIS) {
            return false;
        }
        boolean isNewest = socket.isNewestId(id);
        return isNewest && made >= socket.openedAtMillis() && made >= nowMillis - MOST_AGE_MILLIS;
    }
}
