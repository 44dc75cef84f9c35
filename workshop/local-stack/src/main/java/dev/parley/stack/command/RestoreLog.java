package dev.parley.stack.command;

import dev.parley.stack.log.LogFromHistory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./parley restore-log}: the log anew, of what history has. */
@Command(
        name = "restore-log",
        description = "Makes a log that was lost anew, of what history has. Engines run, the services do not.")
final class RestoreLog implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LogOptions log;

    @Override
    public Integer call() {
        return log.carryOut((kafka, history, progress) -> new LogFromHistory(kafka, history, progress).restore(), spec);
    }
}
