package dev.parley.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client does at the public port takes nothing from the others. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class PublicDoorTest {
    private static final String HALF_SENT = """
            POST /api/auth/login HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: 100000\r
            \r
            {""";

    private final UUID alice = UUID.randomUUID();
    private final List<Socket> connections = new ArrayList<>();
    Engines engines;
    Tokens tokens;
    Backstage backstage;
    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(engines, tokens, backstage);
    }

    @AfterEach
    void end() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        scene.close();
    }

    @Test
    void halfSentBodiesKeepNobodyFromTheServices() throws IOException {
        for (int i = 0; i < 200; i++) {
            say(HALF_SENT);
        }

        assertThat(given().contentType("application/json")
                        .body("{}")
                        .post("/api/auth/login")
                        .statusCode())
                .isEqualTo(200);
        for (Socket halfSent : connections) {
            assertThat(halfSent.getInputStream().available())
                    .as("bytes of an answer that would have made room")
                    .isZero();
        }
    }

    @Test
    void aBodyThatDoesNotArriveIsRefusedAndItsConnectionEnds() throws IOException {
        String answer = heard(say(HALF_SENT));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"bad_request\"");
    }

    @Test
    void aLongBodyIsRefusedBeforeItIsRead() throws IOException {
        String answer = heard(say(HALF_SENT.replace("100000", "2000000")));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"too_large\"");
    }

    @Test
    void twoHundredIdsFitIntoAQuery() {
        String ids =
                Stream.generate(UUID::randomUUID).limit(200).map(UUID::toString).collect(joining(","));

        given().auth()
                .oauth2(tokens.accessToken(alice))
                .get("/api/users?ids=" + ids)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic cGFybGV5OmxldC1tZS1pbg==", "bogus", "Digest username=parley"})
    void onlyBearerTokensAreTakenAtThePublicDoor(String authorization) {
        given().header("Authorization", authorization)
                .get("/api/presence?users=" + alice)
                .then()
                .statusCode(401);
    }

    @Test
    void oneUsersSearchesAreLimitedAndNobodyElses() {
        Response first = search(alice);
        Response refused = Stream.generate(() -> search(alice))
                .limit(100)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("rate_limited");
        assertThat(refused.jsonPath().getLong("retryAfter")).isPositive();
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(search(UUID.randomUUID()).statusCode()).isEqualTo(200);
        assertThat(given().auth()
                        .oauth2(tokens.accessToken(alice))
                        .get("/api/conversations")
                        .statusCode())
                .isEqualTo(200);
    }

    private Response search(UUID user) {
        return given().auth().oauth2(tokens.accessToken(user)).get("/api/search?q=a");
    }

    @Test
    void aUserHasSoManySocketsAndNoMore() {
        for (int i = 0; i < 64; i++) {
            scene.socket(alice);
        }

        assertThat(Client.refusal(Scene.port(), "Authorization", "Bearer " + tokens.accessToken(alice)))
                .isEqualTo(429);
        assertThat(scene.socket(UUID.randomUUID()).untilPong()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/conversations HTTP/1.1\r\n\r\n",
                "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF1\r\n",
                "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: \r\n\r\n",
                "nonsense\r\n\r\n",
            })
    void whatIsNoHttpIsAnsweredAsSuch(String request) throws IOException {
        assertThat(heard(say(request + "\r\n"))).matches("(?s)HTTP/1.[01] 4\\d\\d .*");
    }

    private Socket say(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Scene.port());
        connections.add(socket);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** All that comes until the other side closes the connection, or is silent for long. */
    private static String heard(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        StringBuilder heard = new StringBuilder();
        byte[] buffer = new byte[4_096];
        try {
            for (int read = socket.getInputStream().read(buffer); read >= 0; ) {
                heard.append(new String(buffer, 0, read, ISO_8859_1));
                read = socket.getInputStream().read(buffer);
            }
        } catch (IOException silentOrReset) {
            return heard.toString();
        }
        return heard.toString();
    }
}
