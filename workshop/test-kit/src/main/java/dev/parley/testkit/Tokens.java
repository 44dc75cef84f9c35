package dev.parley.testkit;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Access tokens as auth-service makes them (ES256), signed by a key that exists for one test run only. */
public final class Tokens {
    private final KeyPair keys;

    Tokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    /** The public key as PEM, for {@code mp.jwt.verify.publickey}. */
    public String publicKey() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /** A token of ten minutes for a user, in a session of its own. */
    public String accessToken(UUID user) {
        return accessToken(user, UUID.randomUUID(), Duration.ofMinutes(10));
    }

    /** A token for a user's session; a negative time to live makes one that has expired. */
    public String accessToken(UUID user, UUID session, Duration timeToLive) {
        Instant now = Instant.now();
        return Jwt.issuer("parley")
                .subject(user.toString())
                .claim("sid", session.toString())
                .groups(Set.of("user"))
                .issuedAt(now.minusSeconds(1))
                .expiresAt(now.plus(timeToLive))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(keys.getPrivate());
    }
}
