package dev.parley.toolbox.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Outcomes for programs: {@code {"runs":[…]}}, latencies in microseconds. */
final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document = JSON.createObjectNode();
    private final ArrayNode runs = document.putArray("runs");

    void add(Outcome outcome, Audit.Finding finding) {
        Tally tally = outcome.tally();
        ObjectNode run = runs.addObject();
        run.put("pairs", outcome.plan().pairs())
                .put("groups", outcome.plan().groups())
                .put("groupSize", outcome.plan().groupSize())
                .put("rate", outcome.plan().rate())
                .put("seconds", outcome.plan().seconds())
                .put("sent", outcome.sent())
                .put("acked", tally.acks())
                .put("unanswered", outcome.unanswered())
                .put("expected", outcome.expected())
                .put("delivered", tally.delivered())
                .put("lost", outcome.lost())
                .put("gaps", tally.gaps())
                .put("repeats", tally.repeats())
                .put("worstLagMicros", outcome.worstLag().toNanos() / 1_000);
        ObjectNode refused = run.putObject("refused");
        tally.refusals().forEach(refused::put);
        latencies(run.putObject("ackMicros"), tally.ackMicros());
        latencies(run.putObject("deliveryMicros"), tally.deliveryMicros());
        ObjectNode cores = run.putObject("cores");
        outcome.cores().forEach(cores::put);
        if (finding != null) {
            run.putObject("history")
                    .put("missing", finding.missing())
                    .put("doubled", finding.doubled())
                    .put("seconds", finding.seconds());
        }
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
