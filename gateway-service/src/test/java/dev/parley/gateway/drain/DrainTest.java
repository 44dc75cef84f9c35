package dev.parley.gateway.drain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.parley.gateway.testing.Backstage;
import dev.parley.gateway.testing.BackstageResource;
import dev.parley.gateway.testing.Client;
import dev.parley.gateway.testing.Scene;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node that leaves, in a process of its own: it does not come back. */
@QuarkusTest
@TestProfile(DrainTest.Leaving.class)
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class DrainTest {
    Engines engines;
    Tokens tokens;
    Backstage backstage;

    @Inject
    Drain drain;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    public static final class Leaving implements QuarkusTestProfile {}

    @Test
    void everySocketIsAnsweredToldWhenToComeBackAndClosed() {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(given().get(readiness).asString()).contains("\"subscribed\": true"));
        given().get(readiness).then().statusCode(200);
        try (Scene scene = new Scene(engines, tokens, backstage)) {
            List<Client> clients = Stream.generate(() -> scene.socket(UUID.randomUUID()))
                    .limit(10)
                    .toList();
            UUID conversation = UUID.randomUUID();
            clients.forEach(client -> client.message(conversation, "last words"));
            clients.forEach(client -> client.next("ack"));

            drain.drain();

            List<Long> slots = clients.stream()
                    .map(client -> client.next("goodbye").get("after").asLong())
                    .sorted()
                    .toList();
            IntStream.range(0, 10).forEach(i -> assertThat(slots.get(i)).isBetween(i * 2L, (i + 1) * 2L));
            clients.forEach(client -> assertThat(client.closeCode()).isEqualTo(1001));
        }
        String token = "Bearer " + tokens.accessToken(UUID.randomUUID());
        assertThat(Client.refusal(Scene.port(), "Authorization", token)).isEqualTo(503);
        given().get(readiness).then().statusCode(503).body(containsString("\"draining\": true"));
    }
}
