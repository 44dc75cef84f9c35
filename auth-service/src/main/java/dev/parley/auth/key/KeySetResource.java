package dev.parley.auth.key;

import dev.parley.auth.problem.Refusal;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/** The public keys, for anybody; answered from memory on the event loop. */
@Path("/.well-known/jwks.json")
@Tag(name = "keys")
class KeySetResource {
    private final SigningKeys keys;
    private final String cacheControl;

    KeySetResource(SigningKeys keys, KeyConfig config) {
        this.keys = keys;
        this.cacheControl = "public, max-age=" + config.cacheFor().toSeconds();
    }

    @GET
    @PermitAll
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The keys that verify access tokens, as a JSON Web Key Set")
    public Response keySet() {
        List<Map<String, Object>> published =
                keys.published().stream().map(KeySetResource::jwk).toList();
        if (published.isEmpty()) {
            // An empty set would be cached; a refusal is asked again.
            throw Refusal.unavailable("The service is starting.", Duration.ofSeconds(2));
        }
        return Response.ok(Map.of("keys", published))
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .build();
    }

    private static Map<String, Object> jwk(KeyRing.Key key) {
        EllipticCurveJsonWebKey jwk = new EllipticCurveJsonWebKey(key.publicKey());
        jwk.setKeyId(key.kid());
        jwk.setUse("sig");
        jwk.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
