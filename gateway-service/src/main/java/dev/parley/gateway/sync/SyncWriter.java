package dev.parley.gateway.sync;

import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes to one socket at its own pace: waits for the bytes to leave before it goes on, so that a long answer does not
 * make a healthy client look like a slow one. Blocks: virtual threads only.
 */
final class SyncWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Bytes that may be under way, well below what a socket may have waiting. */
    private static final long MOST_UNDER_WAY = 200_000;

    private final ClientSocket socket;
    private final Removals removals;
    private final Consumer<ConversationId> removed;

    /** @param removed hears of each conversation from which the socket's user turns out to be removed */
    SyncWriter(ClientSocket socket, Removals removals, Consumer<ConversationId> removed) {
        this.socket = socket;
        this.removals = removals;
        this.removed = removed;
    }

    /**
     * What is behind the removal of the socket's user stays unsent and unsaid, and what is learnt of it here holds from
     * now on: the next sync begins behind it, and would find nothing of it. Whether the user has been let in again
     * further on than these events reach is for history to say: if there is more, they hear so, and history gives it to
     * them or refuses.
     */
    void write(List<byte[]> events, ServerFrame.Synced synced) throws Unanswered {
        List<byte[]> allowed = removals.until(socket.user(), events);
        if (removals.endsWithOne(socket.user(), allowed)) {
            removed.accept(synced.conversation());
        }
        for (byte[] event : allowed) {
            socket.send(event);
            pace();
        }
        boolean isCut = allowed.size() < events.size();
        socket.send(isCut ? synced.endingAt(EventFrame.seqOf(allowed.getLast())) : synced);
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
