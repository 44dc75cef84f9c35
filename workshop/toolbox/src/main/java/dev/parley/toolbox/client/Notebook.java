package dev.parley.toolbox.client;

import java.util.ArrayList;
import java.util.List;

/** One conversation on one device: its log and all that came of it. Guarded by its device. */
final class Notebook {
    private final List<ChatEvent> all = new ArrayList<>();
    private final List<ChatEvent> counting = new ArrayList<>();
    private final ConversationLog log;
    private LiveSocket asking;

    Notebook(int rememberedIds) {
        log = new ConversationLog(0, rememberedIds, (event, counts) -> {
            all.add(event);
            if (counts) {
                counting.add(event);
            }
        });
    }

    ConversationLog log() {
        return log;
    }

    List<ChatEvent> all() {
        return all;
    }

    List<ChatEvent> counting() {
        return counting;
    }

    /** The socket on which a {@code sync} is under way, or null. */
    LiveSocket asking() {
        return asking;
    }

    void asking(LiveSocket socket) {
        asking = socket;
    }
}
