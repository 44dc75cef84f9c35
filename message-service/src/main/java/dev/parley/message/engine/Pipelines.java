package dev.parley.message.engine;

import dev.parley.message.engine.Relays.Hint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts hints into pipelines, in order, and takes them only as a pipeline is asked for: so that however many there are, no
 * more than one pipeline's are in memory. One thread's at a time.
 */
final class Pipelines implements Iterator<List<Hint>> {
    /** The most bytes of a pipeline; only a hint that is longer by itself makes a longer one. */
    static final int MOST_BYTES = 262_144;

    private final Iterator<Hint> hints;
    private Hint next;

    Pipelines(Iterator<Hint> hints) {
        this.hints = hints;
    }

    @Override
    public boolean hasNext() {
        return next != null || hints.hasNext();
    }

    @Override
    public List<Hint> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<Hint> pipeline = new ArrayList<>();
        int bytes = 0;
        while (hasNext()) {
            if (next == null) {
                next = hints.next();
            }
            if (!pipeline.isEmpty() && bytes + next.bytes() > MOST_BYTES) {
                break;
            }
            bytes += next.bytes();
            pipeline.add(next);
            next = null;
        }
        return pipeline;
    }
}
