package dev.parley.toolbox.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * Outcomes for programs: {@code {"runs":[…]}}, latencies in microseconds from the instant at which a message was due.
 */
final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document = JSON.createObjectNode();
    private final ArrayNode runs = document.putArray("runs");

    void add(Outcome outcome, Audit.Finding finding) {
        Plan plan = outcome.plan();
        Tally tally = outcome.tally();
        Tally.Deliveries deliveries = outcome.deliveries();
        ObjectNode run = runs.addObject();
        run.put("pairs", plan.audience().pairs())
                .put("groups", plan.audience().groups())
                .put("groupSize", plan.audience().groupSize())
                .put("idle", plan.audience().idle())
                .put("rate", plan.traffic().rate())
                .put("textLength", plan.traffic().textLength())
                .put("receipts", plan.traffic().receipts())
                .put("seconds", plan.seconds())
                .put("warmUp", plan.warmUp())
                .put("good", outcome.isGood())
                .put("loadLate", outcome.isLoadLate())
                .put("sent", tally.measured())
                .put("acked", tally.acks())
                .put("unanswered", tally.unanswered())
                .put("repeatedAnswers", tally.repeatedAnswers())
                .put("expected", deliveries.owed())
                .put("delivered", deliveries.delivered())
                .put("lost", deliveries.lost())
                .put("doubled", deliveries.doubled())
                .put("misordered", tally.misordered())
                .put("gaps", tally.gaps());
        tally.refusals().forEach(run.putObject("refused")::put);
        tally.errors().forEach(run.putObject("errors")::put);
        ObjectNode cuts = run.putObject("socketsLost");
        tally.cuts().forEach((code, count) -> cuts.put(Integer.toString(code), count));
        latencies(run.putObject("ackMicros"), tally.ackMicros());
        latencies(run.putObject("deliveryMicros"), tally.deliveryMicros());
        latencies(run.putObject("writtenMicros"), tally.lagMicros());
        ObjectNode cores = run.putObject("cores");
        outcome.parts().forEach(part -> cores.put(part.name(), part.cores()));
        ObjectNode parts = run.putObject("parts");
        outcome.parts()
                .forEach(part -> parts.putObject(part.name())
                        .put("cores", part.cores())
                        .put("millisPerThousandMessages", part.millisPerThousand())
                        .put("voluntarySwitchesPerMessage", part.voluntarySwitches())
                        .put("involuntarySwitchesPerMessage", part.involuntarySwitches()));
        if (finding != null) {
            run.putObject("history")
                    .put("missing", finding.missing())
                    .put("doubled", finding.doubled())
                    .put("seconds", finding.seconds());
        }
    }

    void add(IdleCost cost) {
        document.putObject("idle")
                .put("sockets", cost.sockets())
                .put("residentBytesPerSocket", cost.resident())
                .put("heapBytesPerSocket", cost.heap())
                .put("residentBefore", cost.before().resident())
                .put("residentAfter", cost.after().resident())
                .put("heapBefore", cost.before().heap())
                .put("heapAfter", cost.after().heap());
    }

    /** The highest rate that a ramp found to be good. */
    void addHighest(double rate) {
        document.put("highestGoodRate", rate);
    }

    void write(Path file) {
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void latencies(ObjectNode into, Histogram micros) {
        into.put("p50", micros.getValueAtPercentile(50))
                .put("p90", micros.getValueAtPercentile(90))
                .put("p99", micros.getValueAtPercentile(99))
                .put("p999", micros.getValueAtPercentile(99.9))
                .put("max", micros.getMaxValue());
    }
}
