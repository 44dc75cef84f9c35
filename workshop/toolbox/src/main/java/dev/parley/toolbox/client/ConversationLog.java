package dev.parley.toolbox.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The cursor of one conversation: takes events in any order and as often as they come, and passes them on in order, each once.
 * Confined to one thread, or guarded by its owner.
 */
public final class ConversationLog {
    private static final int MOST_HELD = 1_000;

    private final Reader reader;
    private final Map<SentId, Long> seen;
    private final TreeMap<Long, ChatEvent> held = new TreeMap<>();
    private long cursor;

    /**
     * Makes a log.
     *
     * @param cursor everything up to this seq is known already
     * @param rememberedIds how many ids back a repeated send is recognized; a repeat further back would be taken for a message
     */
    public ConversationLog(long cursor, int rememberedIds, Reader reader) {
        this.cursor = cursor;
        this.reader = reader;
        this.seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<SentId, Long> eldest) {
                return size() > rememberedIds;
            }
        };
    }

    /** What an event meant for the cursor. */
    public enum Outcome {
        /** It was the next one: it was passed on, and those that had waited for it. */
        ADVANCED,
        /** It is known already. */
        REPEAT,
        /** Some before it are missing: it is held, and the client must {@code sync}. */
        GAP
    }

    /** Takes an event. */
    public Outcome offer(ChatEvent event) {
        if (event.seq() <= cursor) {
            return Outcome.REPEAT;
        }
        if (event.seq() > cursor + 1) {
            hold(event);
            return Outcome.GAP;
        }
        advance(event);
        while (!held.isEmpty() && held.firstKey() <= cursor + 1) {
            ChatEvent next = held.pollFirstEntry().getValue();
            if (next.seq() == cursor + 1) {
                advance(next);
            }
        }
        return Outcome.ADVANCED;
    }

    /** The highest seq up to which nothing is missing. */
    public long cursor() {
        return cursor;
    }

    /** Whether events wait for one that has not come. */
    public boolean hasGap() {
        return !held.isEmpty();
    }

    /** Drops the farthest if too many wait: {@code sync} brings them again. */
    private void hold(ChatEvent event) {
        held.put(event.seq(), event);
        if (held.size() > MOST_HELD) {
            held.pollLastEntry();
        }
    }

    private void advance(ChatEvent event) {
        cursor = event.seq();
        reader.next(event, !event.isVoid() && !isRepeatedSend(event));
    }

    private boolean isRepeatedSend(ChatEvent event) {
        return event.id() != null && seen.putIfAbsent(new SentId(event.sender(), event.id()), event.seq()) != null;
    }

    /** Gets the events in the order of their seqs, each once. */
    @FunctionalInterface
    public interface Reader {
        /** {@code counts}: false for a void and for a send that was there already; it takes a place and means nothing. */
        void next(ChatEvent event, boolean counts);
    }

    private record SentId(UUID sender, UUID id) {}
}
