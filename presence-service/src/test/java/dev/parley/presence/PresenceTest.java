package dev.parley.presence;

import static dev.parley.api.presence.PresenceStatus.AWAY;
import static dev.parley.api.presence.PresenceStatus.ONLINE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.id.UserId;
import dev.parley.presence.support.Gateway;
import dev.parley.presence.support.Watcher;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a grace of 1.5 s and a lease of 4 s, so that a test takes seconds. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
class PresenceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    Engines engines;
    Tokens tokens;

    private final UserId alice = new UserId(UUID.randomUUID());
    private Gateway east;
    private Gateway west;
    private Watcher watcher;

    @BeforeEach
    void connect() throws Exception {
        east = new Gateway(engines.kafkaBootstrap());
        west = new Gateway(engines.kafkaBootstrap());
        watcher = new Watcher(engines.redisUrl(), alice);
    }

    @AfterEach
    void disconnect() {
        east.close();
        west.close();
        watcher.close();
    }

    @Test
    void theFirstSocketMakesAUserOnlineAtOnce() {
        east.open(alice);

        announces("online");
        assertThat(status()).isEqualTo("online");
        assertThat(watcher.last().get("user").asText()).isEqualTo(alice.toString());
        assertThat(watcher.last().has("lastSeen")).isFalse();
    }

    @Test
    void theBestOfSeveralSocketsOnSeveralNodesCounts() {
        UUID here = east.open(alice);
        announces("online");
        UUID there = west.open(alice);

        west.say(alice, there, AWAY);
        east.say(alice, here, AWAY);
        announces("online", "away");
        west.say(alice, there, ONLINE);

        announces("online", "away", "online");
    }

    @Test
    void theLastSocketGoneMeansOfflineAfterTheGraceAndKeepsLastSeen() {
        UUID socket = east.open(alice);
        announces("online");
        Instant before = Instant.now().minusMillis(1);

        east.close(alice, socket);

        announces("online", "offline");
        assertThat(Instant.now()).isAfter(before.plusMillis(1_500));
        Instant lastSeen = Instant.parse(watcher.last().get("lastSeen").asText());
        assertThat(lastSeen).isBetween(before, before.plusSeconds(1));
        assertThat(presence().path("users[0].lastSeen").toString()).isEqualTo(lastSeenText());
    }

    @Test
    void aReloadIsNotAnnounced() {
        UUID first = east.open(alice);
        announces("online");

        east.close(alice, first);
        UUID second = west.open(alice);
        west.say(alice, second, AWAY);
        west.close(alice, second);

        announces("online", "away", "offline");
    }

    @Test
    void replayedReportsNeitherReviveNorAnnounceAnything() {
        UUID socket = UUID.randomUUID();
        Instant now = Instant.now();
        east.report(east.opened(alice, socket, now));
        east.report(east.closed(alice, socket, now.plusMillis(5)));
        announces("online", "offline");

        east.report(east.opened(alice, socket, now));
        east.report(east.closed(alice, socket, now.plusMillis(5)));
        UUID fresh = west.open(alice);
        west.say(alice, fresh, AWAY);

        announces("online", "offline", "online", "away");
    }

    @Test
    void aClosedSocketThatIsToldOfFirstStaysClosed() {
        UUID socket = UUID.randomUUID();
        Instant now = Instant.now();
        east.report(east.closed(alice, socket, now));
        east.report(east.opened(alice, socket, now.minusMillis(5)));
        UUID other = west.open(alice);
        announces("online");

        west.close(alice, other);

        announces("online", "offline");
    }

    @Test
    void theUsersOfASilentNodeGoOfflineAndComeBackWithIt() {
        east.open(alice);
        announces("online");

        await().atMost(SOON).until(() -> {
            west.beat();
            return watcher.statuses().equals(List.of("online", "offline"));
        });
        assertThat(status()).isEqualTo("offline");
        east.beat();

        announces("online", "offline", "online");
    }

    @Test
    void aNodeThatSendsHeartbeatsKeepsItsUsers() {
        east.open(alice);
        Instant end = Instant.now().plusSeconds(8);

        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            east.beat();
            return Instant.now().isAfter(end);
        });

        announces("online");
    }

    @Test
    void reportsOlderThanALeaseDoNotMakeAnyoneOnline() {
        east.report(east.opened(alice, UUID.randomUUID(), Instant.now().minusSeconds(60)));
        UUID fresh = west.open(alice);
        west.say(alice, fresh, AWAY);

        announces("online", "away");
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOut() {
        east.reportNonsense(alice);
        east.open(alice);

        announces("online");
    }

    private void announces(String... statuses) {
        await().atMost(SOON).untilAsserted(() -> assertThat(watcher.statuses()).containsExactly(statuses));
    }

    private String status() {
        return presence().path("users[0].status");
    }

    private String lastSeenText() {
        return watcher.last().get("lastSeen").asText();
    }

    private io.restassured.response.Response presence() {
        return given().auth().oauth2(tokens.accessToken(UUID.randomUUID())).get("/api/presence?users=" + alice);
    }
}
