package dev.parley.auth.token;

import dev.parley.auth.key.SigningKeys;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import java.time.Clock;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies bearer tokens against the keys this service has anyway. The usual way, its own key set over HTTP, would make
 * it a client of itself that cannot verify before it serves. Runs on worker threads, because an unknown kid may be looked up.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class OwnKeysPrincipalFactory extends JWTCallerPrincipalFactory {
    private final SigningKeys keys;
    private final Clock clock;

    OwnKeysPrincipalFactory(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored) throws ParseException {
        try {
            JwtContext verified = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT,
                            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setVerificationKeyResolver(this::key)
                    .setExpectedIssuer(AccessTokens.ISSUER)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .process(token);
            return new DefaultJWTCallerPrincipal(
                    token, verified.getJoseObjects().getFirst().getHeader("typ"), verified.getJwtClaims());
        } catch (InvalidJwtException invalid) {
            throw new ParseException("the token does not hold", invalid);
        }
    }

    private Key key(JsonWebSignature signed, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String kid = signed.getKeyIdHeaderValue();
        if (kid == null) {
            throw new UnresolvableKeyException("no kid");
        }
        return keys.verifying(kid)
                .map(SigningKeys.SigningPair::publicKey)
                .orElseThrow(() -> new UnresolvableKeyException("unknown kid"));
    }
}
