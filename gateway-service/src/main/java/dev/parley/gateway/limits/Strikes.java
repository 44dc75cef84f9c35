package dev.parley.gateway.limits;

/**
 * Counts misdeeds within a window that starts with the first of them. Two numbers and no list, since every socket may have
 * one. Not safe for several threads: a socket's frames are handled one after the other.
 */
final class Strikes {
    private long windowStart;
    private int count;

    /**
     * One more.
     *
     * @return whether this makes {@code limit} of them within {@code windowNanos}
     */
    boolean strike(long nowNanos, long windowNanos, int limit) {
        if (count == 0 || nowNanos - windowStart > windowNanos) {
            windowStart = nowNanos;
            count = 0;
        }
        return ++count >= limit;
    }
}
