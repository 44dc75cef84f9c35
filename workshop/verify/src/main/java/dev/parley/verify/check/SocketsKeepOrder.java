package dev.parley.verify.check;

import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was first written to one socket stands in the log in the order in which it was written. Left out is what the system refused
 * meanwhile, and what went over several sockets at once.
 */
final class SocketsKeepOrder implements Check {
    private record Way(int socket, UUID conversation) {}

    @Override
    public String promise() {
        return "one socket's order is kept";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        Map<Way, List<Attempt>> ways = new HashMap<>();
        for (Attempt attempt : evidence.attempts()) {
            if (attempt.isAcked() && !attempt.isBurst() && attempt.refusals().isEmpty()) {
                ways.computeIfAbsent(new Way(attempt.firstSocket(), attempt.conversation()), _ -> new ArrayList<>())
                        .add(attempt);
            }
        }
        List<Violation> violations = new ArrayList<>();
        ways.forEach((way, attempts) -> inOrder(way, attempts, evidence.stored(way.conversation()), violations));
        return violations;
    }

    private static void inOrder(Way way, List<Attempt> attempts, Stored stored, List<Violation> violations) {
        attempts.sort(Comparator.comparingLong(Attempt::order));
        long before = 0;
        for (Attempt attempt : attempts) {
            List<Event> rows = stored.of(attempt.sender(), attempt.id());
            if (rows.isEmpty()) {
                continue;
            }
            long seq = rows.getFirst().seq();
            if (seq < before) {
                violations.add(new Violation(
                        way.conversation(),
                        seq,
                        attempt.id(),
                        "reordered: written to socket " + way.socket() + " after what has seq " + before));
            }
            before = Math.max(before, seq);
        }
    }
}
