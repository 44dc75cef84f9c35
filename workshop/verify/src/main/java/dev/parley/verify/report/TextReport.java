package dev.parley.verify.report;

import dev.parley.verify.check.AcksResume.Pause;
import dev.parley.verify.check.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A result for people. */
public final class TextReport {
    private static final int MOST_SHOWN = 5;

    private final PrintWriter out;

    public TextReport(PrintWriter out) {
        this.out = out;
    }

    public void print(Result result) {
        Figures figures = Figures.of(result);
        out.printf(
                Locale.ROOT,
                "%n  seed %d: %d people, %d s of talk, %d faults%n%n",
                result.plan().seed(),
                result.plan().people(),
                result.plan().duration().toSeconds(),
                result.evidence().faults().size());
        row("sent", "%,d sends, %,d frames with their copies".formatted(figures.sent(), figures.copies()));
        row("acked", "%,d".formatted(figures.acked()));
        row(
                "refused",
                "%,d, of which %,d were left at unavailable (%,d of these were kept all the same)"
                        .formatted(
                                figures.refused(),
                                result.undecided().left(),
                                result.undecided().kept()));
        row("history", "%,d events, %,d of them voids".formatted(figures.events(), figures.voids()));
        row("heard live", "%,d events on %,d sockets".formatted(figures.heard(), figures.sockets()));
        row("lost", Long.toString(figures.lost()));
        row("doubled", Long.toString(figures.doubled()));
        row("reordered", Long.toString(figures.reordered()));
        pauses(result.pauses());
        out.println();
        result.checks().forEach(this::check);
        result.failures().forEach(failure -> out.println("  FAILED  " + failure));
        violations(result);
        out.printf("%n  %s%n", result.holds() ? "The promise held." : "THE PROMISE WAS BROKEN.");
        out.flush();
    }

    private void pauses(List<Pause> pauses) {
        if (!pauses.isEmpty()) {
            out.printf(
                    "%n  %-20s %-26s %8s %10s %10s %10s%n",
                    "fault", "of", "lasted", "no ack for", "slowest", "resumed");
        }
        for (Pause pause : pauses) {
            out.printf(
                    Locale.ROOT,
                    "  %-20s %-26s %6.1f s %8.1f s %8.1f s %8.1f s%n",
                    pause.fault().label(),
                    pause.fault().victim(),
                    (pause.fault().to() - pause.fault().from()) / 1e3,
                    pause.longest() / 1e3,
                    pause.slowest() / 1e3,
                    pause.resumed() / 1e3);
        }
    }

    private void check(Result.Checked checked) {
        String mark = checked.violations().isEmpty() ? "holds " : "BROKEN";
        String count = checked.violations().isEmpty()
                ? ""
                : " (" + checked.violations().size() + " times)";
        out.println("  " + mark + "  " + checked.promise() + count);
    }

    private void violations(Result result) {
        var timeline = new Timeline(result.evidence());
        for (Result.Checked checked : result.checks()) {
            for (Violation violation :
                    checked.violations().stream().limit(MOST_SHOWN).toList()) {
                out.printf("%n  %s%n    %s%n", checked.promise(), violation.what());
                timeline.of(violation).forEach(line -> out.println("    " + line));
            }
        }
    }

    private void row(String name, String value) {
        out.printf("  %-12s %s%n", name, value);
    }
}
