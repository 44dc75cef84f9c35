package dev.parley.persistence.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;

/** What the consumer's thread tells the rest of the service about itself. Safe on any thread. */
@ApplicationScoped
class HistoryStatus {
    private volatile String waitingFor = "start";
    private volatile Set<Integer> stalled = Set.of();

    /** The consumer cannot write, for this reason. */
    void waitsFor(String what) {
        waitingFor = what;
    }

    /** The consumer has joined its group and agreed with the log on the number of partitions. */
    void joined() {
        waitingFor = null;
    }

    void stalled(Set<Integer> partitions) {
        stalled = Set.copyOf(partitions);
    }

    /** Null if it is writing, or would if there were anything to write. */
    String trouble() {
        if (waitingFor != null) {
            return "waiting for " + waitingFor;
        }
        Set<Integer> partitions = stalled;
        return partitions.isEmpty()
                ? null
                : "the log lacks what history needs in partitions " + new TreeSet<>(partitions);
    }
}
