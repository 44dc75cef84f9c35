package dev.parley.gateway.history;

import dev.parley.api.event.EventFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive events of one conversation, growing at its end: whatever is offered is taken only if it continues what is there.
 * So whichever source it came from, nothing is sent with a hole in it.
 */
public final class Stretch {
    private final List<byte[]> frames = new ArrayList<>();
    private final int most;
    private long to;

    /** Begins behind a seq, and takes at most so many events. */
    public Stretch(long after, int most) {
        this.to = after;
        this.most = most;
    }

    /** Takes what continues the stretch, skips what it has, and stops before a hole; whether it took anything. */
    public boolean offer(List<byte[]> ascending) {
        long before = to;
        for (byte[] frame : ascending) {
            long seq = EventFrame.seqOf(frame);
            if (frames.size() == most || seq > to + 1) {
                break;
            }
            if (seq == to + 1) {
                frames.add(frame);
                to = seq;
            }
        }
        return to > before;
    }

    /** Whether it has as many events as it may. */
    public boolean isFull() {
        return frames.size() == most;
    }

    /** The seq up to which it reaches. */
    public long to() {
        return to;
    }

    public List<byte[]> frames() {
        return frames;
    }
}
