package dev.parley.api.channel;

import java.util.Map;

/**
 * What moved in one partition of {@code chat.events}: conversation id to its last seq. Published by the router every
 * {@link #INTERVAL_SECONDS} seconds, and only if something moved.
 */
public record HeadsDigest(Map<String, Long> heads) {
    /** Seconds between two digests of a partition; two of them fit well into the 30 s that the contract promises. */
    public static final int INTERVAL_SECONDS = 10;

    public HeadsDigest {
        heads = Map.copyOf(heads);
    }
}
