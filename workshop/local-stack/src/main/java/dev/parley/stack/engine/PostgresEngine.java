package dev.parley.stack.engine;

import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Signal;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Postgres with all its safety on (fsync, synchronous commit, passwords), and one database with a role of the same name
 * for each service that owns one.
 */
public final class PostgresEngine implements Engine {
    private static final String SUPERUSER = "postgres";
    private static final int MOST_ATTEMPTS = 10;

    private final EngineLibrary library;
    private final int port;
    private final Path data;
    private final String password;
    private final List<String> databases;
    private final ChildProcess process;

    /** The superuser and every role have the one password of {@code access}; it listens on loopback only. */
    public PostgresEngine(Spawner spawner, EngineLibrary library, int port, Path directory, PostgresAccess access) {
        this.library = library;
        this.port = port;
        this.data = directory.resolve("data");
        this.password = access.password();
        this.databases = access.databases();
        Path home = library.postgresHome();
        List<String> command = new ArrayList<>(unprivileged());
        command.addAll(List.of(home.resolve("bin/postgres").toString(), "-D", data.toString()));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=128MB",
                "max_wal_size=2GB")) {
            command.addAll(List.of("-c", setting));
        }
        this.process = new ChildProcess(spawner, "postgres", command, Map.of(), Signal.INT, access.log());
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRES;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    public String password() {
        return password;
    }

    /** The JDBC address of a database here. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    @Override
    public void start() {
        if (!Ports.isFree(port)) {
            throw new StackFailure("port " + port + " (Postgres) is taken");
        }
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise();
        }
        serve();
        createDatabases();
    }

    /** The backends of a server that was killed hold on to its memory for a moment, in which no new one can start. */
    private void serve() {
        for (int attempt = 1; ; attempt++) {
            process.start();
            try {
                process.await(this::answers, Duration.ofMinutes(1));
                return;
            } catch (StackFailure e) {
                if (process.alive() || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Postgres refuses to run as root; in a user namespace of its own, root is nobody. */
    private static List<String> unprivileged() {
        return System.getProperty("user.name").equals("root") ? List.of("/usr/bin/unshare", "-U") : List.of();
    }

    private void initialise() {
        try {
            Files.createDirectories(data.getParent());
            Path secret = Files.createTempFile(data.getParent(), "password", "");
            try {
                Files.writeString(secret, password);
                runInitdb(secret);
            } finally {
                Files.delete(secret);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the database cluster at " + data, e);
        }
    }

    private void runInitdb(Path secret) throws IOException {
        List<String> command = new ArrayList<>(unprivileged());
        command.addAll(List.of(
                library.postgresHome().resolve("bin/initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                SUPERUSER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions"));
        // Nothing has made the place of the log yet: the server itself starts later.
        Files.createDirectories(process.log().toAbsolutePath().getParent());
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(process.log().toFile()))
                .start();
        if (initdb.onExit().join().exitValue() != 0) {
            throw new StackFailure("initdb failed", process.log(), process.lastLines(20));
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            // 28P01: it is up, and this data belongs to another password. Waiting would not help.
            if ("28P01".equals(e.getSQLState())) {
                throw new StackFailure("the data at " + data + " has another password than the stack's secrets file");
            }
            return false;
        }
    }

    private void createDatabases() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password);
                var statement = connection.createStatement()) {
            for (String name : databases) {
                try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                    if (found.next()) {
                        continue;
                    }
                }
                statement.execute("create role " + name + " login password '" + password + "'");
                statement.execute("create database " + name + " owner " + name);
            }
        } catch (SQLException e) {
            throw new StackFailure("cannot create the databases: " + e.getMessage());
        }
    }
}
