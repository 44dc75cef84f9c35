package dev.parley.api.id;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** When ids were made, by their makers' clocks. Pure. */
public final class IdTime {
    private static final int TIME_ORDERED = 7;
    private static final int LEACH_SALZ = 2;
    private static final int BITS_BEHIND_TIME = 16;

    private IdTime() {}

    /** The time in a UUID of version 7; empty for every other, of whose time we know nothing. */
    public static Optional<Instant> of(UUID id) {
        return id.version() == TIME_ORDERED && id.variant() == LEACH_SALZ
                ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_BEHIND_TIME))
                : Optional.empty();
    }
}
