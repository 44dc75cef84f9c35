package dev.parley.persistence.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where an answer with events ends: at a number of them, or behind the one with which it gets too long. The first
 * one is in it however long it is, so whoever reads on gets on.
 */
public record PageBound(int events, long bytes) {
    /** So long an answer may get: enough for hundreds of usual events, little enough to be held many times over. */
    public static final long MOST_BYTES = 1 << 20;

    public static PageBound of(int events) {
        return new PageBound(events, MOST_BYTES);
    }

    /** As many of these as fit, from the first one on. */
    public <K> SequencedMap<K, byte[]> fitting(SequencedMap<K, byte[]> frames) {
        SequencedMap<K, byte[]> fitting = new LinkedHashMap<>();
        long length = 0;
        for (Map.Entry<K, byte[]> frame : frames.entrySet()) {
            if (length >= bytes) {
                return fitting;
            }
            fitting.put(frame.getKey(), frame.getValue());
            length += frame.getValue().length;
        }
        return fitting;
    }
}
