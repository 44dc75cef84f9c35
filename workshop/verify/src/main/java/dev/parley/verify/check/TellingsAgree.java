package dev.parley.verify.check;

import dev.parley.verify.check.Evidence.Telling;
import dev.parley.verify.record.Event;
import java.util.ArrayList;
import java.util.List;

/** Whatever tells a conversation tells it seq by seq, and as the database has it. */
final class TellingsAgree implements Check {
    @Override
    public String promise() {
        return "recent events, REST history and clients agree with the database event by event";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        for (Telling telling : evidence.tellings()) {
            firstDifference(telling, evidence.stored(telling.conversation()), violations);
        }
        return violations;
    }

    private static void firstDifference(Telling telling, Stored stored, List<Violation> violations) {
        long expected =
                telling.events().isEmpty() ? 0 : telling.events().getFirst().seq();
        for (Event event : telling.events()) {
            String difference = event.seq() != expected
                    ? "seq " + event.seq() + " follows where " + expected + " should"
                    : stored.differenceOf(event);
            if (difference != null) {
                violations.add(new Violation(
                        telling.conversation(),
                        event.seq(),
                        event.id(),
                        telling.source() + " of " + telling.user() + " has " + event.inShort() + "; " + difference));
                return;
            }
            expected++;
        }
    }
}
