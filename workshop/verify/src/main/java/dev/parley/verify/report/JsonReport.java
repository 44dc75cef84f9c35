package dev.parley.verify.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.verify.check.AcksResume.Pause;
import dev.parley.verify.check.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A result for programs; times in milliseconds. */
public final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_LISTED = 100;

    private JsonReport() {}

    public static void write(Result result, Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document(result));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static ObjectNode document(Result result) {
        Figures figures = Figures.of(result);
        ObjectNode document = JSON.createObjectNode();
        document.put("holds", result.holds())
                .put("seed", result.plan().seed())
                .put("people", result.plan().people())
                .put("rate", result.plan().rate())
                .put("seconds", result.plan().duration().toSeconds())
                .put("sent", figures.sent())
                .put("frames", figures.copies())
                .put("acked", figures.acked())
                .put("refused", figures.refused())
                .put("leftAtUnavailable", result.undecided().left())
                .put("leftAtUnavailableAndKept", result.undecided().kept())
                .put("events", figures.events())
                .put("voids", figures.voids())
                .put("heard", figures.heard())
                .put("lost", figures.lost())
                .put("doubled", figures.doubled())
                .put("reordered", figures.reordered());
        result.pauses().forEach(pause -> add(document.withArray("faults"), pause));
        result.checks().forEach(checked -> add(document.withArray("checks"), checked));
        ArrayNode failures = document.putArray("failures");
        result.failures().forEach(failures::add);
        return document;
    }

    private static void add(ArrayNode faults, Pause pause) {
        faults.addObject()
                .put("fault", pause.fault().label())
                .put("victim", pause.fault().victim())
                .put("from", pause.fault().from())
                .put("to", pause.fault().to())
                .put("longestWithoutAck", pause.longest())
                .put("slowestAck", pause.slowest())
                .put("resumedAfter", pause.resumed());
    }

    private static void add(ArrayNode checks, Result.Checked checked) {
        ObjectNode check = checks.addObject()
                .put("promise", checked.promise())
                .put("violations", checked.violations().size());
        ArrayNode listed = check.putArray("first");
        for (Violation violation :
                checked.violations().stream().limit(MOST_LISTED).toList()) {
            listed.addObject()
                    .put("conversation", String.valueOf(violation.conversation()))
                    .put("seq", violation.seq())
                    .put("id", String.valueOf(violation.id()))
                    .put("what", violation.what());
        }
    }
}
