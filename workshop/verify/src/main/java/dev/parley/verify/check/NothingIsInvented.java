package dev.parley.verify.check;

import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.Room;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Every message, edit, delete and reaction in the database was sent by somebody. */
final class NothingIsInvented implements Check {
    @Override
    public String promise() {
        return "nothing is in history that nobody sent";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        Set<UUID> sent = new HashSet<>();
        for (Attempt attempt : evidence.attempts()) {
            sent.add(attempt.id());
        }
        List<Violation> violations = new ArrayList<>();
        for (Room room : evidence.rooms()) {
            for (Event row : evidence.stored(room.id()).rows()) {
                if (row.isSent() && !sent.contains(row.id())) {
                    violations.add(new Violation(room.id(), row.seq(), row.id(), "nobody sent " + row.inShort()));
                }
            }
        }
        return violations;
    }
}
