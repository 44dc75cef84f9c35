package dev.parley.auth.key;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals private keys before they are stored (AES-256-GCM, bound to the key's id), so that a copy of the database signs
 * nothing. Sealed: one byte of version, 12 of nonce, then ciphertext and tag.
 */
@Singleton
class KeySeal {
    private static final int MIN_SECRET = 32;
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    /** @param secret {@code parley.auth.key-encryption-secret}, random, of 32 characters at least, the same for all replicas */
    KeySeal(@ConfigProperty(name = "parley.auth.key-encryption-secret") String secret, SecureRandom random) {
        if (secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException(
                    "parley.auth.key-encryption-secret must have " + MIN_SECRET + " characters at least");
        }
        this.key = derive(secret);
        this.random = random;
    }

    byte[] seal(String kid, byte[] plain) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kid, nonce).doFinal(plain);
        byte[] out = new byte[1 + NONCE_BYTES + sealed.length];
        out[0] = VERSION;
        System.arraycopy(nonce, 0, out, 1, NONCE_BYTES);
        System.arraycopy(sealed, 0, out, 1 + NONCE_BYTES, sealed.length);
        return out;
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws GeneralSecurityException if it was sealed with another secret or for another kid, or has been changed
     */
    byte[] open(String kid, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new GeneralSecurityException("the private key of " + kid + " is sealed in an unknown way");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, kid, nonce)
                .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    }

    private Cipher cipher(int mode, String kid, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey derive(String secret) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(
                secret.getBytes(StandardCharsets.UTF_8),
                null,
                "parley signing keys, v1".getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = new byte[32];
        hkdf.generateBytes(bytes, 0, bytes.length);
        return new SecretKeySpec(bytes, "AES");
    }
}
