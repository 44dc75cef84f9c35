package dev.parley.message.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the router knows of one partition that it owns: how many events each conversation has had, up to which offset, and what moved since the last
 * checkpoint and the last digests. The router's thread only.
 */
final class PartitionLedger {
    /** Heads in one digest at most: keeps a message on the channel below 100 KB. */
    static final int DIGEST = 1_000;

    private final int partition;
    private final CountMap counts;
    private long next;
    private long saved;
    private CountMap unsaved = new CountMap();
    private CountMap movedNow = new CountMap();
    private CountMap movedBefore = new CountMap();
    private boolean released;

    /**
     * @param counts the counts of the events before {@code next}
     * @param next the offset of the first record to count
     */
    PartitionLedger(int partition, CountMap counts, long next) {
        this.partition = partition;
        this.counts = counts;
        this.next = next;
        this.saved = next;
    }

    int partition() {
        return partition;
    }

    /** The offset of the next record to count. */
    long next() {
        return next;
    }

    /** Counts a record of a conversation; returns its seq. */
    long count(ConversationKey key, long offset) {
        long seq = counts.increment(key);
        unsaved.put(key, seq);
        movedNow.put(key, seq);
        next = offset + 1;
        return seq;
    }

    /** Passes a record that belongs to no conversation. */
    void pass(long offset) {
        next = offset + 1;
    }

    /** Whether anything happened since the last checkpoint was taken. */
    boolean moved() {
        return next > saved;
    }

    /** Takes what a checkpoint must save; if it cannot be saved, it is to be given back. */
    Section take() {
        Section section = new Section(this, saved, next, unsaved);
        unsaved = new CountMap();
        saved = next;
        return section;
    }

    /** Takes back what could not be saved, for the next checkpoint; what moved since is newer, and stays. */
    void giveBack(Section section) {
        CountMap merged = section.changed();
        merged.putAll(unsaved);
        unsaved = merged;
        saved = Math.min(saved, section.before());
    }

    /** The heads of what moved in this interval or the one before, in portions; begins a new interval. */
    List<Map<String, Long>> heads() {
        CountMap moved = new CountMap();
        moved.putAll(movedBefore);
        moved.putAll(movedNow);
        movedBefore = movedNow;
        movedNow = new CountMap();
        List<Map<String, Long>> portions = new ArrayList<>();
        moved.forEach((key, count) -> {
            if (portions.isEmpty() || portions.getLast().size() == DIGEST) {
                portions.add(new HashMap<>());
            }
            portions.getLast().put(key.toString(), count);
        });
        return portions;
    }

    /** Says that the partition is somebody else's now: what waits for publication is not ours to publish any more. */
    void release() {
        released = true;
    }

    boolean released() {
        return released;
    }

    /**
     * The part of a checkpoint that concerns one partition.
     *
     * @param before the offset of the checkpoint before
     * @param next the offset to commit
     * @param changed the counts that changed in between
     */
    record Section(PartitionLedger ledger, long before, long next, CountMap changed) {}
}
