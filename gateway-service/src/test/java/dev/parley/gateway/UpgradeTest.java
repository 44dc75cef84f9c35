package dev.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.UserId;
import dev.parley.gateway.testing.Backstage;
import dev.parley.gateway.testing.BackstageResource;
import dev.parley.gateway.testing.Client;
import dev.parley.gateway.testing.Scene;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may have a socket, and for how long. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class UpgradeTest {
    private final UUID alice = UUID.randomUUID();
    Engines engines;
    Tokens tokens;
    Backstage backstage;
    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(engines, tokens, backstage);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void welcomeIsTheFirstFrame() {
        UUID session = UUID.randomUUID();
        Client client =
                Client.openLikeBrowser(Scene.port(), "http://localhost:" + Scene.port(), "parley.v1", carrier(session));
        scene.keep(client);

        JsonNode welcome = client.next(frame -> true, "frame");
        assertThat(welcome.get("type").asText()).isEqualTo("welcome");
        assertThat(welcome.get("user").asText()).isEqualTo(alice.toString());
        assertThat(welcome.get("session").asText()).isEqualTo(session.toString());
        assertThat(welcome.get("heartbeat").asLong()).isEqualTo(25);
        assertThat(welcome.get("limits").get("text").asLong()).isEqualTo(8000);
        assertThat(client.subprotocol()).isEqualTo("parley.v1");
    }

    private String carrier(UUID session) {
        String token = tokens.accessToken(alice, session, Duration.ofMinutes(5));
        return URLEncoder.encode("quarkus-http-upgrade#Authorization#Bearer " + token, StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    @Test
    void upgradesWithoutAGoodTokenAreRefused() {
        String expired = tokens.accessToken(alice, UUID.randomUUID(), Duration.ofMinutes(-5));

        assertThat(Client.refusal(Scene.port(), "X-No-Token", "at all")).isEqualTo(401);
        assertThat(Client.refusal(Scene.port(), "Authorization", "Bearer nonsense"))
                .isEqualTo(401);
        assertThat(Client.refusal(Scene.port(), "Authorization", "Bearer " + expired))
                .isEqualTo(401);
    }

    @Test
    void pagesOfOtherOriginsGetNoSocket() {
        assertThat(Client.refusal(Scene.port(), "Origin", "https://evil.example"))
                .isEqualTo(403);
    }

    @Test
    void aSocketEndsWithItsToken() {
        Client client = scene.socket(alice, UUID.randomUUID(), Duration.ofSeconds(2));

        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void aFreshTokenKeepsTheSocketOpen() {
        UUID session = UUID.randomUUID();
        Client renewed = scene.socket(alice, session, Duration.ofSeconds(3));
        Client other = scene.socket(alice, session, Duration.ofSeconds(3));

        renewed.send("{'type':'token','accessToken':'%s'}"
                .formatted(tokens.accessToken(alice, session, Duration.ofMinutes(5))));

        assertThat(other.closeCode()).isEqualTo(4401);
        assertThat(renewed.untilPong()).isEmpty();
    }

    @Test
    void aTokenOfSomebodyElseIsForbidden() {
        UUID session = UUID.randomUUID();
        Client client = scene.socket(alice, session, Duration.ofMinutes(5));

        client.send("{'type':'token','accessToken':'%s'}"
                .formatted(tokens.accessToken(UUID.randomUUID(), session, Duration.ofMinutes(5))));
        assertThat(client.next("error").get("code").asText()).isEqualTo("forbidden");

        client.send("{'type':'token','accessToken':'nonsense'}");
        assertThat(client.next("error").get("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void anEndedSessionLosesItsSocketsAtOnceAndGetsNoNewOnes() {
        UUID ended = UUID.randomUUID();
        Client first = scene.socket(alice, ended, Duration.ofMinutes(5));
        Client other = scene.socket(alice);
        await().until(() -> scene.router().hearers(Channels.user(new UserId(alice))) == 1);

        long start = System.nanoTime();
        scene.router().notice(alice, "{'notice':'sessionsEnded','sessions':['" + ended + "']}");

        assertThat(first.closeCode()).isEqualTo(4401);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(other.untilPong()).isEmpty();
        String again = "Bearer " + tokens.accessToken(alice, ended, Duration.ofMinutes(5));
        assertThat(Client.refusal(Scene.port(), "Authorization", again)).isEqualTo(401);
    }

    @Test
    void aSessionThatEndedWhereNobodyHereHeardOfItGetsNoSocketAndNoAnswer() {
        UUID ended = UUID.randomUUID();
        String token = "Bearer " + tokens.accessToken(alice, ended, Duration.ofMinutes(5));

        scene.router().ended(ended);
        scene.router().publish(Channels.ENDED_SESSIONS, "more");

        await().atMost(Duration.ofSeconds(2)).until(() -> conversations(token) == 401);
        assertThat(Client.refusal(Scene.port(), "Authorization", token)).isEqualTo(401);
        assertThat(conversations("Bearer " + tokens.accessToken(alice))).isEqualTo(200);
    }

    @Test
    void socketsEndWithTheirSessionEvenIfEveryNoticeOfItIsLost() {
        UUID ended = UUID.randomUUID();
        Client first = scene.socket(alice, ended, Duration.ofMinutes(5));
        Client other = scene.socket(alice);

        scene.router().ended(ended);

        assertThat(first.closeCode()).isEqualTo(4401);
        assertThat(other.untilPong()).isEmpty();
    }

    @Test
    void sessionsThatEndedWhileRedisWasAwayAreKnownWhenItIsBack() {
        UUID ended = UUID.randomUUID();
        Client client = scene.socket(alice, ended, Duration.ofMinutes(5));

        scene.router().cutSubscriptions();
        scene.router().ended(ended);

        assertThat(client.closeCode()).isEqualTo(4401);
    }

    private static int conversations(String authorization) {
        return given().header("Authorization", authorization)
                .get("/api/conversations")
                .statusCode();
    }
}
