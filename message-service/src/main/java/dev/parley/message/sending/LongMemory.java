package dev.parley.message.sending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.id.UserId;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whose ids are remembered for long: those that say nothing of their age, up to a number of each user. One such id takes
 * about 80 bytes of Redis for up to two days, so somebody who does nothing but send would take hundreds of megabytes.
 * Counts what goes through this instance. Safe on any thread.
 */
@Singleton
final class LongMemory {
    /** Users that are counted at a time; whoever is forgotten begins anew. */
    private static final int MOST_USERS = 100_000;

    private final int most;
    private final Cache<UserId, AtomicInteger> counts;

    LongMemory(SendingConfig config) {
        this.most = config.rememberedOthers();
        this.counts = Caffeine.newBuilder()
                .expireAfterWrite(config.rememberOthersFor())
                .maximumSize(MOST_USERS)
                .build();
    }

    /** Whether there is room for one more id of the user, which is then taken. */
    boolean takes(UserId user) {
        AtomicInteger count = counts.get(user, unseen -> new AtomicInteger());
        return count.get() < most && count.incrementAndGet() <= most;
    }
}
