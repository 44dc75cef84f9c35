package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.Parley;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley bench}: loads a running stack and prints what it carries. Ends by itself. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Loads a running stack over real sockets, on a fixed schedule, and prints what it carries.")
public final class Bench implements Callable<Integer> {
    private static final Pattern GROUPS = Pattern.compile("(\\d+)x(\\d+)");

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", split = ",", description = "The gateways (those of the running stack, or port 8080).")
    private List<URI> urls;

    @Option(names = "--pairs", defaultValue = "100", description = "Direct conversations (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(names = "--groups", defaultValue = "0x0", description = "Groups and their size, for example 5x50.")
    private String groups;

    @Option(names = "--rate", defaultValue = "500", description = "Messages a second, all together (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seconds", defaultValue = "20", description = "How long is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "8", description = "Seconds of load before that (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--sweep",
            description = "Finds the highest rate with p99 of delivery under 200 ms, from --rate on.")
    private boolean sweep;

    @Option(names = "--no-audit", description = "Does not look for the messages in history afterwards.")
    private boolean noAudit;

    @Option(names = "--json", description = "Writes the figures to this file, too.")
    private Path json;

    @Option(names = "--data", description = "Where the stack keeps its data (.parley/data): names its processes.")
    private Path data;

    private final JsonReport document = new JsonReport();

    @Override
    public Integer call() {
        Plan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        StackFile stack = StackFile.read(data);
        try (var parley = Parley.at(urls == null ? stack.gateways() : urls);
                var cast = Cast.assemble(parley, plan, out)) {
            var load = new Load(cast, new CpuMeter(stack.processes()));
            boolean good = sweep ? sweep(load, plan, out) : once(load, plan, cast, out);
            if (json != null) {
                document.write(json);
            }
            return good ? 0 : 1;
        }
    }

    private boolean once(Load load, Plan plan, Cast cast, PrintWriter out) {
        Outcome outcome = load.run(plan);
        new Report(out).print(outcome);
        Audit.Finding finding = noAudit ? null : new Audit(cast).of(outcome);
        if (finding != null) {
            new Report(out).print(finding);
        }
        document.add(outcome, finding);
        return outcome.lost() == 0
                && outcome.unanswered() == 0
                && (finding == null || finding.missing() + finding.doubled() == 0);
    }

    private boolean sweep(Load load, Plan plan, PrintWriter out) {
        double best = new Sweep(load, outcome -> {
                    new Report(out).print(outcome);
                    document.add(outcome, null);
                })
                .from(plan);
        out.printf(Locale.ROOT, "%nhighest rate carried well: %,.0f messages/s%n", best);
        out.flush();
        return best > 0;
    }

    private Plan plan() {
        Matcher size = GROUPS.matcher(groups);
        if (!size.matches()) {
            throw new ParameterException(spec.commandLine(), "--groups is a count and a size, for example 5x50");
        }
        try {
            return new Plan(
                    pairs, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), rate, seconds, warmUp);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
