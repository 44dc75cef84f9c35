package dev.parley.auth.password;

import java.security.MessageDigest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The bare function, computed on the caller's thread: tens of milliseconds of processor, and the cost's memory, which
 * the thread keeps for its next hash. So it is for a few platform threads only.
 */
final class Argon2id {
    private static final int HASH_BYTES = 32;
    private static final ThreadLocal<HashMemory> MEMORY = ThreadLocal.withInitial(HashMemory::new);

    private Argon2id() {}

    static Argon2idHash hash(byte[] password, byte[] salt, Argon2idHash.Cost cost) {
        return new Argon2idHash(cost, salt, compute(password, salt, cost, HASH_BYTES));
    }

    /** Compares in constant time. */
    static boolean matches(byte[] password, Argon2idHash expected) {
        byte[] actual = compute(password, expected.salt(), expected.cost(), expected.hash().length);
        return MessageDigest.isEqual(actual, expected.hash());
    }

    private static byte[] compute(byte[] password, byte[] salt, Argon2idHash.Cost cost, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .withBlockPool(MEMORY.get().of(cost))
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }
}
