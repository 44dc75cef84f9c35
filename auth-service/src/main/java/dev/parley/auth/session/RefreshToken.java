package dev.parley.auth.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A refresh token: 256 random bits of its family (the session), then 256 of its own. Only SHA-256 hashes are stored; with
 * so many random bits a slow hash would protect nothing more. Never printed.
 */
public final class RefreshToken {
    private static final int HALF = 32;
    private static final int TEXT_LENGTH = 86;

    private final byte[] bytes;

    private RefreshToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The first token of a new family. */
    static RefreshToken first(SecureRandom random) {
        byte[] bytes = new byte[2 * HALF];
        random.nextBytes(bytes);
        return new RefreshToken(bytes);
    }

    /** The token of the same family with this own half. */
    RefreshToken withOwn(byte[] own) {
        byte[] other = Arrays.copyOf(bytes, 2 * HALF);
        System.arraycopy(own, 0, other, HALF, HALF);
        return new RefreshToken(other);
    }

    /** Both halves. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Reads what a client presents; empty if it is nothing that we ever gave out. */
    public static Optional<RefreshToken> parse(String text) {
        if (text == null || text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == 2 * HALF ? Optional.of(new RefreshToken(bytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** What the client is given. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] familyHash() {
        return sha256(0);
    }

    byte[] ownHash() {
        return sha256(HALF);
    }

    @Override
    public String toString() {
        return "RefreshToken";
    }

    private byte[] sha256(int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, HALF);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
