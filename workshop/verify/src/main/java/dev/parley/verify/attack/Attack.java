package dev.parley.verify.attack;

import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.report.Result;
import dev.parley.verify.report.TextReport;
import dev.parley.verify.run.PrivateStack;
import dev.parley.verify.run.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./parley attack}. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = "Runs every known abuse against a private stack while people talk on it.")
public final class Attack implements Callable<Integer> {
    private static final int SEED = 1;

    @Option(names = "--minutes", description = "of talk and abuse (default: ${DEFAULT-VALUE})")
    private double minutes = 5;

    @Option(names = "--people", description = "who only want to talk, 6 to 500 (default: ${DEFAULT-VALUE})")
    private int people = 40;

    @Option(names = "--rate", description = "their sends a second, all together (default: ${DEFAULT-VALUE})")
    private double rate = 40;

    @Option(names = "--only", description = "abuses whose name contains this")
    private String only = "";

    @Option(names = "--instances", description = "of each service but auth-service (default: ${DEFAULT-VALUE})")
    private int instances = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Attack()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path root =
                Path.of(System.getProperty("parley.root", ".")).toAbsolutePath().normalize();
        var duration = Duration.ofSeconds(Math.round(60 * minutes));
        var plan = new RunPlan(SEED, people, rate, duration, List.of(), Duration.ofSeconds(1));
        Outcome outcome = run(plan, abuses(), root, root.resolve(".parley/attack"), instances, new Progress(out));
        outcome.print(out);
        return outcome.holds() ? 0 : 1;
    }

    /** Runs these abuses against the services of a checkout, with a stack of their own. */
    static Outcome run(RunPlan plan, List<Abuse> abuses, Path root, Path data, int instances, Progress progress) {
        var siege = new Siege(abuses);
        Result result = PrivateStack.run(plan, root, data, instances, siege, progress);
        return new Outcome(result, siege.outcomes(), siege.memory());
    }

    private List<Abuse> abuses() {
        List<Abuse> chosen = Abuses.all("verify.1.0000").stream()
                .filter(abuse -> abuse.name().contains(only))
                .toList();
        if (chosen.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "there is no abuse \"" + only + "\"");
        }
        return chosen;
    }

    /** What came of it. */
    record Outcome(Result result, Map<String, Map<String, Long>> abuses, List<ServiceMemory.Reading> memory) {
        private static final long MOST_P99 = 500;
        private static final long MEGABYTE = 1 << 20;

        boolean holds() {
            return result.holds() && p99() <= MOST_P99 && memory.stream().allMatch(ServiceMemory.Reading::holds);
        }

        long p99() {
            return AckLatency.of(result.evidence()).percentile(0.99);
        }

        void print(PrintWriter out) {
            new TextReport(out).print(result);
            var latency = AckLatency.of(result.evidence());
            out.printf(
                    "%n  acks of those who only talked: p50 %d ms, p99 %d ms (at most %d), slowest %d ms%n%n",
                    latency.percentile(0.5), latency.percentile(0.99), MOST_P99, latency.percentile(1));
            abuses.forEach((name, outcomes) -> out.printf("  %-26s %s%n", name, outcomes));
            out.println();
            for (ServiceMemory.Reading reading : memory) {
                out.printf(
                        "  %-24s %4d MB, at most %4d MB of %4d%s%n",
                        reading.name(),
                        reading.first() / MEGABYTE,
                        reading.most() / MEGABYTE,
                        reading.limit() / MEGABYTE,
                        reading.survived() ? "" : ", DIED");
            }
            out.printf("%n  %s%n", holds() ? "Nobody was harmed." : "SOMEBODY WAS HARMED.");
            out.flush();
        }
    }
}
