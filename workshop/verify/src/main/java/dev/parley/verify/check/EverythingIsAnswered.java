package dev.parley.verify.check;

import dev.parley.verify.record.Attempt;
import java.util.List;

/** At the end, when all is whole again and everybody has sent again what was open, nothing may be open. */
final class EverythingIsAnswered implements Check {
    @Override
    public String promise() {
        return "every send is answered in the end";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        return evidence.attempts().stream()
                .filter(attempt -> attempt.writes() > 0 && !attempt.isAnswered())
                .map(EverythingIsAnswered::violation)
                .toList();
    }

    private static Violation violation(Attempt attempt) {
        return new Violation(
                attempt.conversation(), 0, attempt.id(), "written " + attempt.writes() + " times, never answered");
    }
}
