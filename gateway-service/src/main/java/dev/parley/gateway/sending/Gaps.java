package dev.parley.gateway.sending;

import dev.parley.api.id.ConversationId;
import dev.parley.gateway.socket.ClientSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a socket's order waits for. A send that was answered {@code unavailable} will be sent again; until then nothing that the same
 * socket writes to the same conversation may go on, or it would stand before what was written first. The socket may even be gone and
 * never hear the refusal: then what was queued behind it comes again too, over the next socket, in order.
 *
 * <p>A gap closes when the missing send comes again, or after a while, for whoever has given it up. Not safe for threads: a lane's lock
 * guards it.
 */
final class Gaps {
    private record Way(ClientSocket socket, ConversationId conversation) {}

    private record Gap(UUID missing, long sinceNanos) {}

    private final long holdNanos;
    /** The oldest first, so that those whose time is over are found at once. */
    private final Map<Way, Gap> open = new LinkedHashMap<>();

    Gaps(Duration hold) {
        this.holdNanos = hold.toNanos();
    }

    /** This send has been refused; only the first of its way makes a gap, since that one must be the first to come again. */
    void open(PendingSend refused, long nowNanos) {
        open.putIfAbsent(way(refused), new Gap(refused.send().id(), nowNanos));
    }

    /** Whether a send may go on now; the one that is missing closes its gap. */
    boolean admits(PendingSend send, long nowNanos) {
        forget(nowNanos);
        if (open.isEmpty()) {
            return true;
        }
        Way way = way(send);
        Gap gap = open.get(way);
        if (gap != null && gap.missing().equals(send.send().id())) {
            open.remove(way);
            return true;
        }
        return gap == null;
    }

    private void forget(long nowNanos) {
        Iterator<Gap> oldestFirst = open.values().iterator();
        while (oldestFirst.hasNext() && nowNanos - oldestFirst.next().sinceNanos() > holdNanos) {
            oldestFirst.remove();
        }
    }

    private static Way way(PendingSend send) {
        return new Way(send.socket(), send.send().conversation());
    }
}
