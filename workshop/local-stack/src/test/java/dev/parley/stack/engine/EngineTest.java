package dev.parley.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final String PASSWORD = "0123456789abcdef";

    private final Spawner spawner = new Spawner();
    private final Ports ports = new Ports();
    private final EngineLibrary library = EngineLibrary.of(Path.of(System.getProperty("parley.root")));

    @TempDir
    Path directory;

    @Test
    void postgresKeepsItsDataOverAKill() throws Exception {
        var access = new PostgresAccess(PASSWORD, List.of("parley_chat"), directory.resolve("postgres.log"));
        var postgres = new PostgresEngine(spawner, library, ports.any(), directory.resolve("postgres"), access);
        postgres.start();
        try {
            execute(postgres, "create table kept (id int)", "insert into kept values (7)");
            postgres.process().kill();
            postgres.start();
            try (var connection =
                            DriverManager.getConnection(postgres.jdbcUrl("parley_chat"), "parley_chat", PASSWORD);
                    var found = connection.createStatement().executeQuery("select id from kept")) {
                assertThat(found.next()).isTrue();
                assertThat(found.getInt(1)).isEqualTo(7);
            }
        } finally {
            postgres.stop();
        }
        assertThat(postgres.process().alive()).isFalse();
    }

    @Test
    void kafkaComesBackAfterAKill() {
        var kafka = new KafkaEngine(
                spawner,
                library,
                new KafkaPorts(ports.any(), ports.any(), 3),
                directory.resolve("kafka"),
                directory.resolve("kafka.log"));
        kafka.start();
        kafka.process().kill();
        kafka.start();
        assertThat(Ports.answers(kafka.port())).isTrue();
        kafka.stop();
        assertThat(Ports.answers(kafka.port())).isFalse();
    }

    @Test
    void aTakenPortIsSaidByName() {
        int port = ports.any();
        var first = new RedisEngine(spawner, library, port, directory.resolve("redis"), directory.resolve("redis.log"));
        first.start();
        try {
            var second = new RedisEngine(
                    spawner, library, port, directory.resolve("redis2"), directory.resolve("redis2.log"));
            assertThatThrownBy(second::start)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Redis")
                    .hasMessageContaining(Integer.toString(port));
        } finally {
            first.stop();
        }
    }

    private static void execute(PostgresEngine postgres, String... statements) throws Exception {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("parley_chat"), "parley_chat", PASSWORD);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
