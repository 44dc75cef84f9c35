package dev.parley.auth.key;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** Makes key pairs (P-256, for ES256), and turns rows into keys and back. */
@Singleton
class KeyForge {
    private static final int KID_BYTES = 12;

    private final KeySeal seal;
    private final SecureRandom random;

    KeyForge(KeySeal seal, SecureRandom random) {
        this.seal = seal;
        this.random = random;
    }

    SigningKey make(Instant now, Instant signsFrom) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            String kid = randomKid();
            byte[] sealed = seal.seal(kid, pair.getPrivate().getEncoded());
            return new SigningKey(kid, pair.getPublic().getEncoded(), sealed, now, signsFrom);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no signing key can be made", broken);
        }
    }

    /**
     * Unseals a row.
     *
     * @throws IllegalStateException if the secret is not the one the row was sealed with
     */
    KeyRing.Key open(SigningKey row) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyRing.Key(
                    row.kid,
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.publicKey)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(seal.open(row.kid, row.sealedPrivateKey))),
                    row.signsFrom);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(
                    "signing key " + row.kid + " cannot be opened: is parley.auth.key-encryption-secret the one it was"
                            + " sealed with?",
                    broken);
        }
    }

    private String randomKid() {
        byte[] bytes = new byte[KID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
