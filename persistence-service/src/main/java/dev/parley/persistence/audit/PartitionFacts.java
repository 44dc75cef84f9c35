package dev.parley.persistence.audit;

import dev.parley.persistence.audit.WaitingFacts.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** The facts of one partition that are still to be compared. One thread's; bounded. */
final class PartitionFacts {
    private static final int MOST_CHECKPOINTS = 256;

    private final int most;
    private final Map<UUID, WaitingFacts> waiting = new LinkedHashMap<>();
    /** The offsets at which checkpoints were taken, the latest ones. */
    private final TreeSet<Long> checkpoints = new TreeSet<>();

    private boolean quiet;

    PartitionFacts(int most) {
        this.most = most;
    }

    /** A conversation whose history is not what was counted. */
    record Divergence(UUID conversation, Fact counted, long stored, long next) {}

    /** Takes a fact; false if there is no room. */
    boolean add(UUID conversation, Fact fact) {
        quiet = false;
        checkpoints.add(fact.offset());
        if (checkpoints.size() > MOST_CHECKPOINTS) {
            checkpoints.removeFirst();
        }
        if (waiting.size() >= most && !waiting.containsKey(conversation)) {
            return false;
        }
        waiting.computeIfAbsent(conversation, unseen -> new WaitingFacts()).add(fact);
        return true;
    }

    /** Nothing has come for a while: the last checkpoint is here as a whole. */
    void quiet() {
        quiet = true;
    }

    int size() {
        return waiting.size();
    }

    /** Some of the conversations that wait, those that have waited longest. */
    List<UUID> sample(int size) {
        return waiting.keySet().stream().limit(size).toList();
    }

    /** Compares what waits with what history holds at an offset; what is settled does not wait any more. */
    Outcome compare(long next, Map<UUID, Long> stored) {
        boolean complete = isComplete(next);
        List<Divergence> diverged = new ArrayList<>();
        int agreed = 0;
        Iterator<Map.Entry<UUID, WaitingFacts>> entries = waiting.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<UUID, WaitingFacts> entry = entries.next();
            Long lastSeq = stored.get(entry.getKey());
            if (lastSeq == null) {
                continue;
            }
            WaitingFacts facts = entry.getValue();
            Verdict verdict = facts.compare(next, lastSeq, complete);
            if (verdict == Verdict.DIVERGED) {
                diverged.add(new Divergence(entry.getKey(), facts.last(), lastSeq, next));
            }
            agreed += verdict == Verdict.AGREED ? 1 : 0;
            if (verdict != Verdict.OPEN && (facts.forgetBefore(next) || verdict == Verdict.DIVERGED)) {
                entries.remove();
            }
        }
        return new Outcome(agreed, diverged);
    }

    /** What a comparison came to. */
    record Outcome(int agreed, List<Divergence> diverged) {}

    /**
     * Whether the checkpoint that covers the record before {@code next} has been read to its end. Its facts come one after the other, and
     * only the next checkpoint, or silence, shows that there are no more.
     */
    private boolean isComplete(long next) {
        Long covering = checkpoints.ceiling(next - 1);
        return covering != null && (quiet || covering < checkpoints.last());
    }
}
