package dev.parley.auth.departure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.id.UserId;
import dev.parley.auth.Guest;
import dev.parley.auth.account.Accounts;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
@WithTestResource(Persistence.class)
class DeparturesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Persistence persistence;

    @Inject
    Accounts accounts;

    @Inject
    DataSource database;

    @Test
    void aDeletedAccountIsToldOfOnce() {
        UUID user = deleted(Guest.registered());

        await().atMost(PATIENCE).until(() -> hasDeparted(user));

        assertThat(persistence.timesTold(user)).isEqualTo(1);
    }

    @Test
    void itIsToldAgainUntilItIsTaken() {
        Guest.SignedIn guest = Guest.registered();
        persistence.willAnswer(guest.user(), 503, 500, 404);

        UUID user = deleted(guest);

        await().atMost(PATIENCE).until(() -> hasDeparted(user));
        assertThat(persistence.timesTold(user)).isEqualTo(4);
    }

    @Test
    void manyGroupsAreLeftCallByCall() {
        Guest.SignedIn guest = Guest.registered();
        persistence.willAnswer(guest.user(), 202, 202, 202);

        UUID user = deleted(guest);

        await().atMost(PATIENCE).until(() -> hasDeparted(user));
        assertThat(persistence.timesTold(user)).isEqualTo(4);
    }

    @Test
    void whoIsRefusedHoldsUpNobodyElse() {
        Guest.SignedIn first = Guest.registered();
        Integer[] always = java.util.Collections.nCopies(10_000, 500).toArray(Integer[]::new);
        persistence.willAnswer(first.user(), always);
        UUID refused = deleted(first);

        UUID user = deleted(Guest.registered());

        await().atMost(PATIENCE).until(() -> hasDeparted(user));
        assertThat(hasDeparted(refused)).isFalse();
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        assertThat(given().port(management).get("/q/health/ready").statusCode()).isEqualTo(200);
        persistence.willAnswer(refused);
        await().atMost(PATIENCE).until(() -> hasDeparted(refused));
    }

    /** The statement is that of docs/operations.md, for when history is restored and accounts are not. */
    @Test
    void whoHasDepartedIsToldOfAgainAfterARestore() throws SQLException {
        UUID user = deleted(Guest.registered());
        await().atMost(PATIENCE).until(() -> hasDeparted(user));

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update account set departed_at = null where deleted_at is not null");
        }

        await().atMost(PATIENCE).until(() -> persistence.timesTold(user) == 2);
        await().atMost(PATIENCE).until(() -> hasDeparted(user));
    }

    private boolean hasDeparted(UUID user) {
        return !accounts.departing(1_000).contains(new UserId(user));
    }

    private static UUID deleted(Guest.SignedIn guest) {
        guest.call()
                .body(Map.of("password", guest.again().password()))
                .post("/api/auth/account/delete")
                .then()
                .statusCode(204);
        return guest.user();
    }
}
