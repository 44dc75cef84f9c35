package dev.parley.persistence;

import static dev.parley.persistence.Scene.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that take for ever, here because a table is locked, hold up nobody but those who asked for the like. */
@QuarkusTest
class PoolsTest extends ServiceTest {
    private static final int CROWD = 32;
    private static final Duration SOON = Duration.ofSeconds(4);

    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stopAsking() {
        asking.shutdownNow();
    }

    @Test
    void searchesThatHangHoldUpNeitherHistoryNorReads() throws Exception {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "needle"));
        scene.awaitSeq(group, ann, 1);
        awaitFound(group, "needle");

        try (Connection _ = locked("edits")) {
            List<Future<Response>> searches = ask(() -> scene.as(ann).get("/api/search?q=needle"));
            awaitWaiting(4);
            scene.log(group, message(ann, "second"));

            await().atMost(SOON).until(() -> lastSeq(group) == 2);
            await().atMost(SOON)
                    .until(() -> scene.asService()
                                    .get("/internal/users/" + ann + "/conversations")
                                    .statusCode()
                            == 200);
            assertUnavailable(searches);
        }
    }

    @Test
    void readsThatHangDoNotHoldUpHistory() throws Exception {
        UUID group = scene.group(ann, bob);

        try (Connection _ = locked("memberships")) {
            List<Future<Response>> reads = ask(() -> scene.page(group, ann, "?after=0"));
            awaitWaiting(10);
            scene.log(group, message(ann, "first"));

            await().atMost(SOON).until(() -> lastSeq(group) == 1);
            assertUnavailable(reads);
        }
    }

    private List<Future<Response>> ask(Supplier<Response> question) {
        return Stream.generate(() -> asking.submit(question::get)).limit(CROWD).toList();
    }

    private static void assertUnavailable(List<Future<Response>> answers) throws Exception {
        for (Future<Response> answer : answers) {
            Response refused = answer.get();
            refused.then().statusCode(503).contentType("application/problem+json");
            assertThat(refused.<String>path("code")).isEqualTo("unavailable");
            assertThat(refused.header("Retry-After")).isNotNull();
        }
    }

    private void awaitFound(UUID group, String word) {
        await().until(() -> scene.as(ann)
                        .get("/api/search?q=" + word + "&conversation=" + group)
                        .jsonPath()
                        .getList("hits")
                        .size()
                == 1);
    }

    private void awaitWaiting(long sessions) {
        await().until(() -> scene.sql(Long.class, "select count(*) from pg_locks where not granted") >= sessions);
    }

    private long lastSeq(UUID group) {
        return scene.sql(Long.class, "select last_seq from heads where conversation_id = ?", group);
    }

    /** Nobody else can read the table before this is closed. */
    private Connection locked(String table) throws SQLException {
        Connection connection =
                DriverManager.getConnection(engines.jdbcUrl("parley_chat"), "parley_chat", engines.postgresPassword());
        connection.setAutoCommit(false);
        try (Statement lock = connection.createStatement()) {
            lock.execute("lock table " + table + " in access exclusive mode");
        }
        return connection;
    }
}
