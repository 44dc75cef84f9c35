package dev.parley.verify.check;

import dev.parley.verify.check.Evidence.Source;
import dev.parley.verify.check.Evidence.Telling;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever is a member at the end has everything up to the last seq: over sockets that were cut as well as with a fresh one, and in
 * history.
 */
final class ClientsAreComplete implements Check {
    @Override
    public String promise() {
        return "a client that was cut ends with the same events as a fresh one: all of them";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        for (Telling telling : evidence.tellings()) {
            if (telling.source() == Source.RECENT_MEANWHILE) {
                continue;
            }
            long last = evidence.stored(telling.conversation()).lastSeq();
            long first =
                    telling.events().isEmpty() ? 0 : telling.events().getFirst().seq();
            long end =
                    telling.events().isEmpty() ? 0 : telling.events().getLast().seq();
            boolean whole = telling.source() == Source.RECENT || last == 0 || first == 1;
            boolean toTheEnd = telling.source() == Source.RECENT ? end == last || end == 0 : end == last;
            if (!whole || !toTheEnd) {
                violations.add(new Violation(
                        telling.conversation(),
                        toTheEnd ? first : end + 1,
                        null,
                        telling.source() + " of " + telling.user() + " has " + first + ".." + end + " of 1.." + last));
            }
        }
        return violations;
    }
}
