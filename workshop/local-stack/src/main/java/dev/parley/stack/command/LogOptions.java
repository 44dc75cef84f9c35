package dev.parley.stack.command;

import dev.parley.stack.log.History;
import picocli.CommandLine.Option;

/** Where the log and history of a Parley are whose services are stopped. */
final class LogOptions {
    @Option(names = "--kafka", required = true, description = "HOST:PORT of a broker.")
    private String kafka;

    @Option(names = "--jdbc", required = true, description = "The JDBC address of the chat database.")
    private String jdbc;

    @Option(names = "--user", description = "Its owner (${DEFAULT-VALUE}); the password is taken from PGPASSWORD.")
    private String user = "parley_chat";

    String kafka() {
        return kafka;
    }

    History history() {
        return new History(jdbc, user, System.getenv().getOrDefault("PGPASSWORD", ""));
    }
}
