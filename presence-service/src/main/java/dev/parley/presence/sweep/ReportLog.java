package dev.parley.presence.sweep;

import java.util.Map;
import java.util.Optional;

/** The log of reports, as far as one needs to know how much of it has been read. */
interface ReportLog {
    /**
     * Where the log ends, and then how far it has been read: in this order, so that what was read is never overstated.
     * Empty if the log cannot be asked. Waits for a bounded time.
     */
    Optional<State> look();

    /** Both at about the same time. */
    record State(Offsets ends, Offsets committed) {}

    /** An offset for each partition; a partition without one has nothing to be read, or nothing read. */
    record Offsets(Map<Integer, Long> byPartition) {
        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }

        /** Whether a reader at those offsets has everything before these. */
        boolean reachedBy(Offsets reader) {
            return byPartition.entrySet().stream()
                    .allMatch(end -> reader.byPartition.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }
}
