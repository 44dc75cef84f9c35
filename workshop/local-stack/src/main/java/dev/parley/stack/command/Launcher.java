package dev.parley.stack.command;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main class behind {@code ./parley}; the script has found a JDK and built what was stale. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        subcommands = {Up.class, Status.class, Where.class, Starts.class, Partitions.class, RestoreLog.class},
        description = "Runs Parley on this machine.")
public final class Launcher {
    @Option(names = "--root", hidden = true, description = "The checkout.")
    private Path root = Path.of("");

    private Launcher() {}

    public static void main(String[] args) {
        int status = new CommandLine(new Launcher()).execute(args);
        System.exit(status);
    }

    Path root() {
        return root.toAbsolutePath().normalize();
    }

    /** The data directory asked for, or the usual one. */
    Path data(Path asked) {
        return asked == null
                ? root().resolve(".parley/data")
                : asked.toAbsolutePath().normalize();
    }
}
