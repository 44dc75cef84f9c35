package dev.parley.auth.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.AdjustableClock;
import dev.parley.auth.Guest;
import dev.parley.auth.Problem;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_auth"), @ResourceArg(name = "redis", value = "true")
        })
class KeyRotationTest {
    private static final Duration MONTH = Duration.ofDays(30);

    Tokens tokens;

    @Inject
    AdjustableClock clock;

    @Inject
    SigningKeys keys;

    @Inject
    SigningKeyTable table;

    @Inject
    KeyForge forge;

    @BeforeEach
    @AfterEach
    void startOver() {
        clock.set(Duration.ZERO);
        QuarkusTransaction.requiringNew().run(() -> table.deleteAll());
        keys.refresh();
    }

    @Test
    void thePublicKeysArePublicAndNothingElse() {
        Response answer = given().get("/.well-known/jwks.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        var json = answer.jsonPath();
        assertThat(json.getString("keys[0].kty")).isEqualTo("EC");
        assertThat(json.getString("keys[0].crv")).isEqualTo("P-256");
        assertThat(json.getString("keys[0].alg")).isEqualTo("ES256");
        assertThat(json.getString("keys[0].use")).isEqualTo("sig");
        assertThat(json.getMap("keys[0]")).containsKeys("kid", "x", "y").doesNotContainKey("d");
    }

    @Test
    void aKeyIsPublishedBeforeItSignsAndOldTokensHold() {
        String first = published().getFirst();

        clock.set(MONTH.minusMinutes(59));
        keys.refresh();
        Guest.SignedIn before = Guest.registered();
        assertThat(published()).hasSize(2).startsWith(first);
        assertThat(kidOf(before)).isEqualTo(first);

        clock.set(MONTH.plusMinutes(2));
        Guest.SignedIn after = Guest.SignedIn.of(Guest.refresh(before.refreshToken()));
        assertThat(kidOf(after)).isEqualTo(published().get(1));

        clock.set(MONTH.minusMinutes(59 - 9));
        before.call().get("/api/users/me").then().statusCode(200);
    }

    @Test
    void aTokenHoldsWhileItsKeySignsNoMore() {
        clock.set(MONTH.minusMinutes(60));
        keys.refresh();
        clock.set(MONTH.minusMinutes(5));
        Guest.SignedIn guest = Guest.registered();
        clock.set(MONTH.plusMinutes(4));
        Guest.SignedIn later = Guest.registered();
        assertThat(kidOf(later)).isNotEqualTo(kidOf(guest));

        guest.call().get("/api/users/me").then().statusCode(200);
    }

    @Test
    void aKeyGoesWhenItsTokensAreGone() {
        String first = published().getFirst();
        clock.set(MONTH.minusMinutes(60));
        keys.refresh();

        clock.set(MONTH.plusMinutes(31));
        keys.refresh();

        assertThat(published()).hasSize(1).doesNotContain(first);
        assertThat(table.all()).hasSize(1);
    }

    @Test
    void replicasMakeOneKeyTogether() throws InterruptedException {
        clock.set(MONTH);
        Callable<Boolean> rotate = () -> table.rotate(clock.instant());

        List<Boolean> made;
        try (var replicas = Executors.newFixedThreadPool(6)) {
            made = replicas.invokeAll(Stream.generate(() -> rotate).limit(6).toList()).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(made).containsOnlyOnce(true);
        assertThat(table.all()).hasSize(2);
    }

    @Test
    void aKeyThatAnotherReplicaMadeIsFoundWhenItsTokenComes() {
        Guest.SignedIn guest = Guest.registered();
        String session = guest.call().get("/api/auth/sessions").jsonPath().getString("[0].id");
        SigningKey others = forge.make(clock.instant(), clock.instant());
        QuarkusTransaction.requiringNew().run(() -> table.persist(others));

        String token = Jwt.issuer("parley")
                .subject(guest.user().toString())
                .claim("sid", session)
                .groups("user")
                .expiresIn(60)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(others.kid)
                .sign(forge.open(others).privateKey());

        given().auth().oauth2(token).get("/api/users/me").then().statusCode(200);
        assertThat(published()).contains(others.kid);
    }

    @Test
    void privateKeysLieSealed() {
        SigningKey row = table.all().getFirst();

        assertThat(new String(row.sealedPrivateKey, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(keys.signing().privateKey().getEncoded(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void tokensOfOtherSignersAreRefused() {
        Guest.SignedIn guest = Guest.registered();

        Problem.expect(
                given().auth().oauth2(tokens.accessToken(guest.user())).get("/api/users/me"), 401, "unauthenticated");
        Problem.expect(given().auth().oauth2("nonsense").get("/api/users/me"), 401, "unauthenticated");
        String[] parts = guest.accessToken().split("\\.", -1);
        String unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + parts[1] + ".";
        Problem.expect(given().auth().oauth2(unsigned).get("/api/users/me"), 401, "unauthenticated");
    }

    private static List<String> published() {
        return given().get("/.well-known/jwks.json").jsonPath().getList("keys.kid");
    }

    private static String kidOf(Guest.SignedIn guest) {
        byte[] header = Base64.getUrlDecoder().decode(guest.accessToken().split("\\.", -1)[0]);
        return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }
}
