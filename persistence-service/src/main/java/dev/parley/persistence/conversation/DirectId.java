package dev.parley.persistence.conversation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of the one direct conversation of two users: a function of the pair (UUID version 8 over SHA-256), so that the
 * primary key alone keeps it single, however many requests race.
 */
final class DirectId {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DirectId() {}

    static ConversationId of(UserId one, UserId other) {
        String a = one.toString();
        String b = other.toString();
        String pair = a.compareTo(b) < 0 ? a + b : b + a;
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(("parley direct " + pair).getBytes(US_ASCII)));
        long high = (hash.getLong() & ~0xF000L) | VERSION_8;
        long low = (hash.getLong() & ~(3L << 62)) | VARIANT;
        return new ConversationId(new UUID(high, low));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
