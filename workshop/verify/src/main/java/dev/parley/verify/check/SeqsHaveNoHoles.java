package dev.parley.verify.check;

import dev.parley.verify.record.Event;
import dev.parley.verify.record.Room;
import java.util.ArrayList;
import java.util.List;

/** The database's seqs of each conversation are 1..n. */
final class SeqsHaveNoHoles implements Check {
    @Override
    public String promise() {
        return "seqs are 1..n";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        for (Room room : evidence.rooms()) {
            long expected = 1;
            for (Event row : evidence.stored(room.id()).rows()) {
                if (row.seq() != expected) {
                    violations.add(new Violation(
                            room.id(), row.seq(), null, "seq " + row.seq() + " stands where " + expected + " should"));
                    break;
                }
                expected++;
            }
        }
        return violations;
    }
}
