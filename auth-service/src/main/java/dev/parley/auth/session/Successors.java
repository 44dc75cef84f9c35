package dev.parley.auth.session;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the refresh token that follows another: an HMAC of it and of a salt that is stored with the session. So the same successor
 * can be given out again while only its hash is stored; and of token, salt and secret, no two are enough to guess it. Any thread.
 */
@Singleton
class Successors {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKey key;
    private final SecureRandom random;

    /** @param secret see {@code KeySeal}: what is derived from it here has nothing to do with what is derived there */
    Successors(@ConfigProperty(name = "parley.auth.key-encryption-secret") String secret, SecureRandom random) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(
                secret.getBytes(StandardCharsets.UTF_8),
                null,
                "parley refresh tokens, v1".getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = new byte[BYTES];
        hkdf.generateBytes(bytes, 0, bytes.length);
        this.key = new SecretKeySpec(bytes, HMAC);
        this.random = random;
    }

    /** A salt for one rotation. */
    byte[] salt() {
        byte[] salt = new byte[BYTES];
        random.nextBytes(salt);
        return salt;
    }

    /** What follows a token by this salt: always the same. */
    RefreshToken of(RefreshToken token, byte[] salt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(token.bytes());
            return token.withOwn(mac.doFinal(salt));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", impossible);
        }
    }
}
