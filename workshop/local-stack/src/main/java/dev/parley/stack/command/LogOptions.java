package dev.parley.stack.command;

import dev.parley.stack.log.History;
import dev.parley.stack.process.StackFailure;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the log and history of a Parley are whose services are stopped, for the commands that are about them. */
final class LogOptions {
    @Option(names = "--kafka", required = true, description = "HOST:PORT of a broker.")
    private String kafka;

    @Option(names = "--jdbc", required = true, description = "The JDBC address of the chat database.")
    private String jdbc;

    @Option(names = "--user", description = "Its owner (${DEFAULT-VALUE}); the password is taken from PGPASSWORD.")
    private String user = "parley_chat";

    /** Something that is done to the log, and tells how far it is. */
    interface Work {
        void on(String kafka, History history, Consumer<String> progress);
    }

    /** Does it before a person's eyes. Returns the exit status. */
    int carryOut(Work work, CommandSpec spec) {
        var console = new Console(spec.commandLine().getOut());
        var history = new History(jdbc, user, System.getenv().getOrDefault("PGPASSWORD", ""));
        try {
            work.on(kafka, history, text -> console.line("  " + text));
            return 0;
        } catch (StackFailure failure) {
            console.failed(failure.getMessage());
            return 1;
        }
    }
}
