package dev.parley.verify.check;

import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import java.util.List;

/**
 * Looks for sends of which every copy was refused. {@code unavailable} is apart: it tells that nobody knows, and so says nothing
 * about what is found ({@link UndecidedSends} counts it).
 */
final class RefusedIsNotKept implements Check {
    @Override
    public String promise() {
        return "what was refused is not in history";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        return evidence.attempts().stream()
                .filter(Attempt::isRefusedForGood)
                .filter(attempt -> !attempt.refusals().contains("unavailable"))
                .flatMap(attempt -> evidence.stored(attempt.conversation()).of(attempt.sender(), attempt.id()).stream()
                        .map(row -> violation(attempt, row)))
                .toList();
    }

    private static Violation violation(Attempt attempt, Event row) {
        return new Violation(
                attempt.conversation(), row.seq(), attempt.id(), "kept, though refused: " + attempt.refusals());
    }
}
