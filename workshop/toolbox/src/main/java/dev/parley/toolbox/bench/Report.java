package dev.parley.toolbox.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
        Plan plan = outcome.plan();
        out.printf(Locale.ROOT, "%n%,.0f messages/s for %d s%n", plan.traffic().rate(), plan.seconds());
        if (plan.traffic().rate() > 0) {
            printMessages(outcome);
        } else {
            row("sockets lost", counts(outcome.tally().cuts()));
        }
        printParts(outcome);
        printLoad(outcome);
        out.flush();
    }

    private void printMessages(Outcome outcome) {
        Tally tally = outcome.tally();
        Tally.Deliveries deliveries = outcome.deliveries();
        int sent = tally.measured();
        row("sent", number(sent) + " (" + number(sent / outcome.plan().seconds()) + "/s)");
        row("acked", number(tally.acks()) + ", " + number(tally.repeatedAnswers()) + " answered again");
        row("refused", counts(tally.refusals()));
        row("other errors", counts(tally.errors()));
        row("unanswered", number(tally.unanswered()));
        row("delivered", number(deliveries.delivered()) + " of " + number(deliveries.owed()) + " owed");
        row("lost live", number(deliveries.lost()));
        row("doubled", number(deliveries.doubled()));
        row("misordered", number(tally.misordered()) + ", " + number(tally.gaps()) + " gaps");
        row("sockets lost", counts(tally.cuts()));
        out.printf(Locale.ROOT, "%n  %-12s %9s %9s %9s %9s %9s%n", "ms from due", "p50", "p90", "p99", "p99.9", "max");
        latencies("ack", tally.ackMicros());
        latencies("delivery", tally.deliveryMicros());
        latencies("written", tally.lagMicros());
        if (outcome.isLoadLate()) {
            out.println("  (the load itself was late: the machine was too busy for these latencies to mean much)");
        }
    }

    private void printParts(Outcome outcome) {
        out.printf("%n  %-24s %7s %11s %11s %11s%n", "process", "cores", "ms CPU/", "voluntary", "involuntary");
        out.printf("  %-24s %7s %11s %11s %11s%n", "", "", "1,000 msgs", "switch/msg", "switch/msg");
        outcome.parts().forEach(this::part);
        part(new CpuMeter.Part(
                "together",
                sum(outcome, CpuMeter.Part::cores),
                sum(outcome, CpuMeter.Part::millisPerThousand),
                sum(outcome, CpuMeter.Part::voluntarySwitches),
                sum(outcome, CpuMeter.Part::involuntarySwitches)));
    }

    /** What a figure of the load itself is worth depends on this. */
    private void printLoad(Outcome outcome) {
        double messages = outcome.tally().measured();
        double deliveries = outcome.tally().deliveryMicros().getTotalCount();
        for (CpuMeter.Part part : outcome.parts()) {
            if (part.name().equals(CpuMeter.SELF) && deliveries > 0) {
                double micros = part.millisPerThousand();
                out.printf(
                        Locale.ROOT,
                        "  (the load itself: %.1f us of CPU a message, %.1f a delivery)%n",
                        micros,
                        micros * messages / deliveries);
            }
        }
    }

    private void part(CpuMeter.Part part) {
        out.printf(
                Locale.ROOT,
                "  %-24s %7.2f %11.1f %11.2f %11.2f%n",
                part.name().equals(CpuMeter.SELF) ? "bench (the load itself)" : part.name(),
                part.cores(),
                part.millisPerThousand(),
                part.voluntarySwitches(),
                part.involuntarySwitches());
    }

    private static double sum(Outcome outcome, ToDoubleFunction<CpuMeter.Part> figure) {
        return outcome.parts().stream().mapToDouble(figure).sum();
    }

    void print(IdleCost cost) {
        out.println();
        row(
                "idle",
                number(cost.sockets()) + " sockets: " + number(cost.resident()) + " bytes resident and "
                        + number(cost.heap()) + " of heap each, in the gateways ("
                        + number(cost.before().resident() >> 20) + " to "
                        + number(cost.after().resident() >> 20)
                        + " MB resident)");
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
