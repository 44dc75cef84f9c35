package dev.parley.verify.check;

import dev.parley.verify.check.Evidence.Source;
import dev.parley.verify.check.Evidence.Telling;
import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks for every acknowledged send in the database and in every history that was read. */
final class AckedIsKeptOnce implements Check {
    @Override
    public String promise() {
        return "what was acked is in every member's history exactly once";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        Map<UUID, List<Attempt>> acked = new HashMap<>();
        for (Attempt attempt : evidence.attempts()) {
            if (attempt.isAcked()) {
                acked.computeIfAbsent(attempt.conversation(), _ -> new ArrayList<>())
                        .add(attempt);
                inDatabase(attempt, evidence.stored(attempt.conversation()), violations);
            }
        }
        for (Telling telling : evidence.tellings()) {
            if (telling.source() == Source.HISTORY) {
                inHistory(acked.getOrDefault(telling.conversation(), List.of()), telling, violations);
            }
        }
        return violations;
    }

    private static void inDatabase(Attempt attempt, Stored stored, List<Violation> violations) {
        List<Event> rows = stored.of(attempt.sender(), attempt.id());
        if (rows.isEmpty()) {
            violations.add(violation(attempt, 0, "lost: acked, and not in the database"));
        } else if (rows.size() > 1) {
            violations.add(violation(
                    attempt,
                    rows.get(1).seq(),
                    "doubled: at seqs " + rows.stream().map(Event::seq).toList()));
        } else if (!stored.isErased(rows.getFirst().seq()) && rows.getFirst().content() != attempt.content()) {
            violations.add(violation(attempt, rows.getFirst().seq(), "its words are not those that were sent"));
        }
    }

    private static void inHistory(List<Attempt> acked, Telling history, List<Violation> violations) {
        Map<UUID, Integer> found = new HashMap<>();
        for (Event event : history.events()) {
            if (!event.isVoid() && event.id() != null) {
                found.merge(event.id(), 1, Integer::sum);
            }
        }
        for (Attempt attempt : acked) {
            int times = found.getOrDefault(attempt.id(), 0);
            if (times != 1) {
                violations.add(
                        violation(attempt, 0, "acked, and " + times + " times in the history of " + history.user()));
            }
        }
    }

    private static Violation violation(Attempt attempt, long seq, String what) {
        return new Violation(attempt.conversation(), seq, attempt.id(), what);
    }
}
