package dev.parley.gateway.receipt;

import dev.parley.api.id.ConversationId;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.socket.ClientSocket;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks that came before this node knew what they are about: of a conversation whose news is still on its way to us, or of a seq that
 * is. They are looked at again with every sweep, a few times. Bounded, one a socket, conversation and kind. Any thread.
 */
final class EarlyMarks {
    private static final int MOST = 20_000;

    private final Map<Key, Early> waiting = new ConcurrentHashMap<>();

    EarlyMarks(MeterRegistry registry) {
        registry.gaugeMapSize("parley.gateway.receipts.early", Tags.empty(), waiting);
    }

    private record Key(UUID socket, ConversationId conversation, String type) {}

    /**
     * A mark, and how often it has been looked at in vain.
     */
    record Early(ClientSocket socket, ClientFrame.Mark mark, int looks) {}

    /** Keeps a mark for the next sweep; false if there is no room. */
    boolean keep(Early early) {
        Key key = new Key(
                early.socket().id(), early.mark().conversation(), early.mark().type());
        if (waiting.size() >= MOST && !waiting.containsKey(key)) {
            return false;
        }
        waiting.merge(
                key, early, (one, other) -> other.mark().seq() >= one.mark().seq() ? other : one);
        return true;
    }

    /** Takes out all that wait. */
    List<Early> take() {
        List<Early> taken = new ArrayList<>();
        for (Key key : List.copyOf(waiting.keySet())) {
            Early early = waiting.remove(key);
            if (early != null && !early.socket().isClosing()) {
                taken.add(early);
            }
        }
        return taken;
    }
}
