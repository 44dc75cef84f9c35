package dev.parley.gateway.sending;

import dev.parley.api.send.SendBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * A queue of which one batch at most is in flight. While that is away the next one collects, so that a quiet track
 * sends at once and a busy one makes few, large requests. Not safe for threads: its lane's lock guards it.
 */
final class Track {
    /** A request of long texts ends early: its bytes, three a character or more, go through several buffers at once. */
    private static final int MOST_CHARACTERS = 262_144;

    private final int number;
    private final boolean isFast;
    private final Deque<PendingSend> waiting = new ArrayDeque<>();
    private boolean isAway;

    /** @param isFast whether only what is fresh may go in a batch */
    Track(int number, boolean isFast) {
        this.number = number;
        this.isFast = isFast;
    }

    int number() {
        return number;
    }

    boolean isFast() {
        return isFast;
    }

    int depth() {
        return waiting.size();
    }

    boolean isIdle() {
        return !isAway && waiting.isEmpty();
    }

    boolean mayDepart() {
        return !isAway && !waiting.isEmpty();
    }

    /** A batch is in flight from now on, until {@link #rested}. */
    void departed() {
        isAway = true;
    }

    /** The batch has been answered, and the rest after it is over. */
    void rested() {
        isAway = false;
    }

    void add(PendingSend send) {
        waiting.add(send);
    }

    /** The one that has waited longest, or null. */
    PendingSend poll() {
        return waiting.poll();
    }

    /** Puts these before all others, in their order. */
    void putBack(List<PendingSend> sends) {
        sends.reversed().forEach(waiting::addFirst);
    }

    /** Takes out the next batch. */
    List<PendingSend> collect() {
        List<PendingSend> batch = new ArrayList<>();
        int characters = 0;
        while (!waiting.isEmpty() && hasRoom(batch.size(), characters)) {
            PendingSend send = waiting.remove();
            characters += send.characters();
            batch.add(send);
        }
        return batch;
    }

    /** Whether a batch of so many sends, with so much text together, takes another one. */
    static boolean hasRoom(int sends, int characters) {
        return sends < SendBatch.MAX_SENDS && characters < MOST_CHARACTERS;
    }

    /** Moves those that do not pass from here to {@code removed}. */
    void removeUnless(Predicate<PendingSend> passes, List<PendingSend> removed) {
        waiting.removeIf(send -> {
            boolean goes = !passes.test(send);
            if (goes) {
                removed.add(send);
            }
            return goes;
        });
    }
}
