package dev.parley.auth.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;

/**
 * The memory of one hash at a time, used again by the next. Otherwise each hash would allocate its 19 MiB anew, and the
 * heap would grow to its limit with what the last hashes left. Bouncy Castle clears every block that comes back. For
 * one thread.
 */
final class HashMemory {
    /** What a computation needs beside the blocks of its cost. */
    private static final int SCRATCH_BLOCKS = 8;

    private int blocks;
    private BlockPool pool = new FixedBlockPool(0);

    /** Memory for a hash of this cost; that of another cost is let go. */
    BlockPool of(Argon2idHash.Cost cost) {
        int needed = cost.memoryKib() + SCRATCH_BLOCKS;
        if (needed != blocks) {
            blocks = needed;
            pool = new FixedBlockPool(needed);
        }
        return pool;
    }
}
