package dev.parley.stack.command;

import dev.parley.stack.log.MorePartitions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley partitions}: more partitions for a log whose services are stopped and whose engines run. */
@Command(
        name = "partitions",
        description =
                "Moves the log of a stopped Parley to another number of partitions. Its engines run, its services do not.")
final class Partitions implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--to", required = true, description = "How many there shall be.")
    private int partitions;

    @Mixin
    private LogOptions log;

    @Override
    public Integer call() {
        return log.carryOut(
                (kafka, history, progress) -> new MorePartitions(kafka, history, progress).to(partitions), spec);
    }
}
