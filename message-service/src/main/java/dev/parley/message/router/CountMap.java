package dev.parley.message.router;

/**
 * Conversation to count, in three arrays of longs: 24 bytes a slot and two thirds of the slots in use at most, so a million conversations take 50 MB at
 * worst where a {@code HashMap} would take 150. Nothing is ever removed. One thread's.
 */
final class CountMap {
    private static final int SMALLEST = 64;

    private long[] highs = new long[SMALLEST];
    private long[] lows = new long[SMALLEST];
    /** 0 marks a free slot: counts begin at 1. */
    private long[] counts = new long[SMALLEST];

    private int size;

    /** What {@link #forEach} calls. */
    interface Visitor {
        void visit(ConversationKey key, long count);
    }

    /** The count of a conversation, 0 if it has none. */
    long get(ConversationKey key) {
        return counts[slot(key)];
    }

    /** Adds 1 to a count; returns what it is now. */
    long increment(ConversationKey key) {
        int slot = slot(key);
        long count = counts[slot] + 1;
        set(slot, key, count);
        return count;
    }

    /** Sets a count, 1 or more. */
    void put(ConversationKey key, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("a count is 1 or more");
        }
        set(slot(key), key, count);
    }

    private void set(int slot, ConversationKey key, long count) {
        boolean isNew = counts[slot] == 0;
        counts[slot] = count;
        if (isNew) {
            highs[slot] = key.high();
            lows[slot] = key.low();
            size++;
            if (size > counts.length / 3 * 2) {
                grow();
            }
        }
    }

    void putAll(CountMap other) {
        other.forEach(this::put);
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                visitor.visit(new ConversationKey(highs[i], lows[i]), counts[i]);
            }
        }
    }

    /** The slot that holds the key, or the free one where it belongs. */
    private int slot(ConversationKey key) {
        int mask = counts.length - 1;
        // Version 7 ids begin with the time: only their low bits are well spread, so everything is mixed.
        long mixed = (key.high() ^ Long.rotateLeft(key.low(), 32)) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (counts[slot] != 0 && (highs[slot] != key.high() || lows[slot] != key.low())) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldCounts = counts;
        highs = new long[oldCounts.length * 2];
        lows = new long[oldCounts.length * 2];
        counts = new long[oldCounts.length * 2];
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slot(new ConversationKey(oldHighs[i], oldLows[i]));
                highs[slot] = oldHighs[i];
                lows[slot] = oldLows[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
