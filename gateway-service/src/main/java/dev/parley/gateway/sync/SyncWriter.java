package dev.parley.gateway.sync;

import dev.parley.api.event.EventFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import java.time.Duration;
import java.util.List;

/**
 * Writes to one socket at its own pace: waits for the bytes to leave before it goes on, so that a long answer does not make a
 * healthy client look like a slow one. Blocks: virtual threads only.
 */
final class SyncWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Bytes that may be under way, well below what a socket may have waiting. */
    private static final long MOST_UNDER_WAY = 200_000;

    private final ClientSocket socket;
    private final Removals removals;

    SyncWriter(ClientSocket socket, Removals removals) {
        this.socket = socket;
        this.removals = removals;
    }

    /**
     * What is behind the removal of the socket's user stays unsent and unsaid. Whether he has been let in again further on than these events reach
     * is for history to say: if there is more, he is told so, and history gives it to him or refuses.
     */
    void write(List<byte[]> events, ServerFrame.Synced synced) throws Unanswered {
        List<byte[]> his = removals.until(socket.user(), events);
        for (byte[] event : his) {
            socket.send(event);
            pace();
        }
        boolean isRemoved = his.size() < events.size();
        socket.send(isRemoved ? synced.endingAt(EventFrame.seqOf(his.getLast())) : synced);
        pace();
    }

    private void pace() throws Unanswered {
        if (socket.waiting() > MOST_UNDER_WAY) {
            try {
                Threads.await(socket.written(), PATIENCE);
            } catch (Unanswered e) {
                // Others wait for their turn.
                socket.close(CloseCode.TOO_SLOW);
                throw e;
            }
        }
    }
}
