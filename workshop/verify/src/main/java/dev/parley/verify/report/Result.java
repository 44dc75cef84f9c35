package dev.parley.verify.report;

import dev.parley.verify.check.AcksResume.Pause;
import dev.parley.verify.check.Check;
import dev.parley.verify.check.Evidence;
import dev.parley.verify.check.UndecidedSends;
import dev.parley.verify.check.Violation;
import dev.parley.verify.plan.RunPlan;
import java.util.List;

/**
 * What came of a run.
 *
 * @param failures parts of the stack that did not come back, in words
 */
public record Result(
        RunPlan plan,
        Evidence evidence,
        List<Checked> checks,
        UndecidedSends undecided,
        List<Pause> pauses,
        List<String> failures) {

    /** A check and what it found. */
    public record Checked(String promise, List<Violation> violations) {
        static Checked by(Check check, Evidence evidence) {
            return new Checked(check.promise(), check.violations(evidence));
        }
    }

    /** Holds the evidence against every promise. */
    public static Result of(RunPlan plan, Evidence evidence, List<String> failures) {
        return new Result(
                plan,
                evidence,
                Check.all().stream().map(check -> Checked.by(check, evidence)).toList(),
                UndecidedSends.of(evidence),
                dev.parley.verify.check.AcksResume.pauses(evidence),
                List.copyOf(failures));
    }

    public boolean holds() {
        return failures.isEmpty()
                && checks.stream().allMatch(checked -> checked.violations().isEmpty());
    }
}
