package dev.parley.auth.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code signing_key}. It is never changed: what a key is for follows from {@code signsFrom} and the time. */
@Entity
@Table(name = "signing_key")
class SigningKey {
    @Id
    String kid;

    /** X.509 SubjectPublicKeyInfo. */
    @Column(name = "public_key")
    byte[] publicKey;

    /** PKCS#8, sealed by {@link KeySeal} for this kid. */
    @Column(name = "sealed_private_key")
    byte[] sealedPrivateKey;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "signs_from")
    Instant signsFrom;

    protected SigningKey() {}

    SigningKey(String kid, byte[] publicKey, byte[] sealedPrivateKey, Instant createdAt, Instant signsFrom) {
        this.kid = kid;
        this.publicKey = publicKey;
        this.sealedPrivateKey = sealedPrivateKey;
        this.createdAt = createdAt;
        this.signsFrom = signsFrom;
    }
}
