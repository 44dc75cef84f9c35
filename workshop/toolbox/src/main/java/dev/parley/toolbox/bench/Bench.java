package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.Parley;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
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
    private static final int USUAL_PAIRS = 100;
    private static final int PAIRS_OF_A_RAMP = 200;

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", split = ",", description = "The gateways (those of the running stack, or port 8080).")
    private List<URI> urls;

    @Option(
            names = "--pairs",
            description = "Direct conversations (100, or as many more as the rate needs so that nobody sends more than "
                    + "50 messages a second; 200 for a ramp).")
    private Integer pairs;

    @Option(
            names = "--groups",
            defaultValue = "0x0",
            description = "Groups and their size, for example 5x50 or 1x1000.")
    private String groups;

    @Option(
            names = "--rate",
            defaultValue = "500",
            description = "Messages a second, all together (${DEFAULT-VALUE}); 0 to measure --idle alone.")
    private double rate;

    @Option(names = "--seconds", defaultValue = "20", description = "How long is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "8", description = "Seconds of load before that (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--cold", description = "No warm-up: measures a stack that has just started.")
    private boolean cold;

    @Option(names = "--text", defaultValue = "128", description = "Characters of a message (${DEFAULT-VALUE}).")
    private int textLength;

    @Option(names = "--receipts", description = "Everybody reports once a second what arrived and was read.")
    private boolean receipts;

    @Option(
            names = "--idle",
            defaultValue = "0",
            description = "Sockets that only stay open; says what memory each costs the gateways.")
    private int idle;

    @Option(
            names = {"--ramp", "--sweep"},
            description = "Finds the highest rate with p99 of delivery under 200 ms, nothing lost and nothing refused, "
                    + "from --rate on.")
    private boolean ramp;

    @Option(names = "--no-audit", description = "Does not look for the messages in history afterwards.")
    private boolean noAudit;

    @Option(names = "--loops", defaultValue = "1", description = "Event loops of the load (${DEFAULT-VALUE}).")
    private int loops;

    @Option(names = "--json", description = "Writes the figures to this file, too.")
    private Path json;

    @Option(names = "--data", description = "Where the stack keeps its data (.parley/data): names its processes.")
    private Path data;

    private final RandomGenerator random = RandomGenerator.getDefault();
    private final JsonReport document = new JsonReport();

    @Override
    public Integer call() {
        Plan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        StackFile stack = StackFile.read(data);
        SavedSessions saved = SavedSessions.in(
                urls == null ? StackFile.home(data).resolve("run").resolve("bench-sessions.json") : null);
        try (var parley = Parley.at(urls == null ? stack.gateways() : urls);
                var client = new LoadClient(loops, Tally.none());
                var cast = Cast.assemble(parley, client, new Accounts(parley, saved), plan.audience(), out)) {
            openIdle(cast, plan, new GatewayMemory(stack.processes()), out);
            var load = new Load(cast, new CpuMeter(stack.processes()), random);
            boolean good = ramp ? ramp(load, plan, out) : once(load, plan, cast, out);
            if (json != null) {
                document.write(json);
            }
            saved.save(cast.people());
            return good ? 0 : 1;
        }
    }

    private void openIdle(Cast cast, Plan plan, GatewayMemory memory, PrintWriter out) {
        if (plan.audience().idle() > 0) {
            IdleCost cost = cast.openIdle(memory);
            if (memory.isKnown()) {
                new Report(out).print(cost);
                document.add(cost);
            }
        }
    }

    private boolean once(Load load, Plan plan, Cast cast, PrintWriter out) {
        Outcome outcome = load.run(plan);
        new Report(out).print(outcome);
        Audit.Finding finding = noAudit || plan.traffic().rate() == 0 ? null : new Audit(cast).of(outcome);
        if (finding != null) {
            new Report(out).print(finding);
        }
        document.add(outcome, finding);
        return outcome.isCorrect() && (finding == null || finding.missing() + finding.doubled() == 0);
    }

    private boolean ramp(Load load, Plan plan, PrintWriter out) {
        double best = new Ramp(load, outcome -> {
                    new Report(out).print(outcome);
                    document.add(outcome, null);
                })
                .from(plan);
        document.addHighest(best);
        out.printf(Locale.ROOT, "%nhighest rate carried well: %,.0f messages/s%n", best);
        if (best >= Plan.highestRate(plan.audience())) {
            out.println("(with so few people there is no higher one; more --pairs are needed)");
        }
        out.flush();
        return best > 0;
    }

    private Plan plan() {
        Matcher size = GROUPS.matcher(groups);
        if (!size.matches()) {
            throw new ParameterException(spec.commandLine(), "--groups is a count and a size, for example 5x50");
        }
        try {
            var audience =
                    new Audience(pairs(), Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), idle);
            return new Plan(audience, new Traffic(rate, textLength, receipts), seconds, cold ? 0 : warmUp);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int pairs() {
        if (pairs != null) {
            return pairs;
        }
        int usual = ramp ? PAIRS_OF_A_RAMP : USUAL_PAIRS;
        return rate == 0 ? 0 : Math.max(usual, Plan.pairsFor(rate));
    }
}
