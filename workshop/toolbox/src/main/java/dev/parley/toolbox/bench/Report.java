package dev.parley.toolbox.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Outcomes for people. */
final class Report {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void print(Outcome outcome) {
        Tally tally = outcome.tally();
        Plan plan = outcome.plan();
        out.printf(Locale.ROOT, "%n%,.0f messages/s for %d s%n", plan.rate(), plan.seconds());
        row("sent", number(outcome.sent()) + " (" + number(outcome.sent() / plan.seconds()) + "/s)");
        row("acked", number(tally.acks()));
        row("refused", counts(tally.refusals()));
        row("unanswered", number(outcome.unanswered()));
        row(
                "delivered",
                number(tally.delivered()) + " of " + number(outcome.expected()) + " owed, " + number(outcome.lost())
                        + " lost live");
        row("order", number(tally.gaps()) + " gaps, " + number(tally.repeats()) + " repeats");
        row("sockets lost", counts(tally.cuts()));
        out.printf(Locale.ROOT, "%n  %-12s %9s %9s %9s %9s %9s%n", "ms from due", "p50", "p90", "p99", "p99.9", "max");
        latencies("ack", tally.ackMicros());
        latencies("delivery", tally.deliveryMicros());
        out.printf(
                Locale.ROOT,
                "  (the bench wrote at worst %.1f ms late)%n",
                outcome.worstLag().toNanos() / 1e6);
        out.printf("%n  %-22s %9s%n", "process", "cores");
        outcome.cores().forEach((name, cores) -> out.printf(Locale.ROOT, "  %-22s %9.2f%n", name, cores));
        double sum = outcome.cores().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        out.printf(Locale.ROOT, "  %-22s %9.2f%n", "together", sum);
        out.flush();
    }

    void print(Audit.Finding finding) {
        out.println();
        row(
                "history",
                number(finding.acked()) + " acked, " + number(finding.missing()) + " missing, "
                        + number(finding.doubled()) + " doubled (looked at for " + Math.round(finding.seconds())
                        + " s)");
        out.flush();
    }

    private void latencies(String name, Histogram micros) {
        out.printf("  %-12s", name);
        for (double percentile : PERCENTILES) {
            out.printf(Locale.ROOT, " %9.1f", micros.getValueAtPercentile(percentile) / 1_000.0);
        }
        out.println();
    }

    private void row(String name, String value) {
        out.printf("  %-12s %s%n", name, value);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static <K> String counts(Map<K, Long> counts) {
        return counts.isEmpty()
                ? "0"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
