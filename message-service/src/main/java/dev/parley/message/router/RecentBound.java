package dev.parley.message.router;

import dev.parley.api.channel.Channels;
import java.util.stream.IntStream;

/**
 * How long a recent stream may be behind an event: the longer the event, the fewer. So a stream of events of one length
 * stays within the bytes, and whatever the lengths and their order, it has no more than about five times as many (the
 * n-th event of a stream is no longer than an n-th of the bytes, or there would be no n). Immutable, and makes nothing:
 * it is asked for every event.
 */
final class RecentBound {
    private static final String[] NUMBERS = IntStream.rangeClosed(0, Channels.RECENT_EVENTS)
            .mapToObj(Integer::toString)
            .toArray(String[]::new);

    private final long bytes;

    /** @param bytes what the events of one stream may have together */
    RecentBound(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("parley.router.recent-bytes must be 1 or more");
        }
        this.bytes = bytes;
    }

    /** The number of events, this one among them, as Redis wants it. */
    String events(byte[] frame) {
        return NUMBERS[Math.clamp(bytes / frame.length, 1, Channels.RECENT_EVENTS)];
    }
}
