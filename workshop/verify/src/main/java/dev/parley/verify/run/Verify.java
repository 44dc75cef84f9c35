package dev.parley.verify.run;

import dev.parley.stack.process.StackFailure;
import dev.parley.verify.mutant.Mutants;
import dev.parley.verify.plan.FaultKind;
import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.report.JsonReport;
import dev.parley.verify.report.Result;
import dev.parley.verify.report.TextReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./parley verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Holds a private stack to its promises while its parts are killed.")
public final class Verify implements Callable<Integer> {
    private static final int NO_VERDICT = 2;

    @Option(names = "--seed", description = "decides what is said and what is broken when (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--minutes", description = "of talk and faults (default: ${DEFAULT-VALUE})")
    private double minutes = 5;

    @Option(
            names = "--faults",
            description = "all, scaling, none, or some of: kill-gateway, kill-message, kill-persistence, "
                    + "kill-presence, kill-auth, freeze-message, freeze-persistence, postgres, redis, redis-empty, redis-and-router, kafka, "
                    + "rolling, poison, rebalance, cuts, stalls, scale-gateway, scale-message, scale-persistence, roll-gateway, "
                    + "roll-message, roll-persistence; scaling is the last six (default: ${DEFAULT-VALUE})")
    private String faults = "all";

    @Option(names = "--people", description = "6 to 500 (default: ${DEFAULT-VALUE})")
    private int people = 200;

    @Option(names = "--rate", description = "sends a second, of all together (default: ${DEFAULT-VALUE})")
    private double rate = 80;

    @Option(names = "--recovery", description = "the most seconds between two faults (default: ${DEFAULT-VALUE})")
    private int recovery = 30;

    @Option(names = "--instances", description = "of each service but auth-service (default: ${DEFAULT-VALUE})")
    private int instances = 2;

    @Option(names = "--json", description = "writes the report for programs here, too")
    private Path json;

    @Option(names = "--mutants", description = "instead: proves that known mistakes in our code are found")
    private boolean mutants;

    @Option(names = "--only", description = "with --mutants: those whose name contains this")
    private String only = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        var command = new CommandLine(new Verify());
        command.setExecutionExceptionHandler(Verify::explain);
        command.getCommandSpec().exitCodeOnExecutionException(NO_VERDICT);
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        Path root =
                Path.of(System.getProperty("parley.root", ".")).toAbsolutePath().normalize();
        var progress = new Progress(out);
        if (mutants) {
            return new Mutants(root, progress::say, only).run() ? 0 : 1;
        }
        Result result = PrivateStack.run(plan(), root, data(root), instances, progress);
        new TextReport(out).print(result);
        if (json != null) {
            JsonReport.write(result, json);
        }
        return result.holds() ? 0 : 1;
    }

    private Path data(Path root) {
        String given = System.getProperty("parley.verify.data");
        return given == null ? root.resolve(".parley/verify/" + seed) : Path.of(given);
    }

    private RunPlan plan() {
        try {
            return new RunPlan(
                    seed,
                    people,
                    rate,
                    Duration.ofSeconds(Math.round(60 * minutes)),
                    FaultKind.parse(faults),
                    Duration.ofSeconds(recovery));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What a person can mend is said in a line; anything else is a mistake of ours and keeps its stack trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof StackFailure) {
            command.getErr().println("parley: " + failure.getMessage());
            return NO_VERDICT;
        }
        throw failure;
    }
}
