package dev.parley.verify.script;

import com.fasterxml.uuid.impl.UUIDUtil;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes version-7 ids as clients do, some of whose clocks are wrong by a day. One thread's. */
final class SkewedIds {
    private static final long DAY = 86_400_000;

    private final SplittableRandom random;

    SkewedIds(SplittableRandom random) {
        this.random = random;
    }

    /** The id of a client whose clock is right, or a day behind, or a day ahead. */
    UUID next(int skewOfClient) {
        long millis = System.currentTimeMillis() + skewOfClient * DAY;
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (millis >>> (40 - 8 * i));
        }
        bytes[6] = (byte) (0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte) (0x80 | (bytes[8] & 0x3f));
        return UUIDUtil.uuid(bytes);
    }
}
