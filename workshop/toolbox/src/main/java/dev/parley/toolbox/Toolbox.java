package dev.parley.toolbox;

import dev.parley.toolbox.bench.Bench;
import dev.parley.toolbox.client.Refused;
import dev.parley.toolbox.demo.Demo;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./parley bench} and {@code ./parley demo}. */
@Command(
        name = "parley",
        subcommands = {Bench.class, Demo.class})
public final class Toolbox {
    private Toolbox() {}

    public static void main(String[] arguments) {
        var commands = new CommandLine(new Toolbox());
        commands.setExecutionExceptionHandler(Toolbox::explain);
        System.exit(commands.execute(arguments));
    }

    /** What a person can mend is said in a line; anything else is a mistake of ours and keeps its stack trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof UncheckedIOException || failure instanceof Refused) {
            command.getErr().println("parley: " + failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
