package dev.parley.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Sessions that have ended, of whomever. Their last access token may be valid for some minutes yet; it opens no socket here, and
 * closes those it has opened. Filled by {@link EndedSessionsReader} and, sooner, by notices. Any thread.
 */
@Singleton
public final class EndedSessions {
    /** Longer than an access token lives. */
    private static final Duration REMEMBERED = Duration.ofMinutes(20);

    /** Longer than any upgrade is under way. */
    private static final Duration NEWS = Duration.ofSeconds(30);

    private static final int MOST = 200_000;

    private final Cache<UUID, Boolean> ended =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();
    private volatile long grewAt = System.nanoTime() - NEWS.toNanos();

    public EndedSessions() {}

    /** It has ended. */
    public void add(UUID session) {
        ended.put(session, Boolean.TRUE);
        grewAt = System.nanoTime();
    }

    /** Whether it is known to have ended. */
    public boolean contains(UUID session) {
        return ended.getIfPresent(session) != null;
    }

    /** Whether open sockets are worth a look: something ended of late, perhaps while its last socket was being opened. */
    boolean hasNews() {
        return System.nanoTime() - grewAt < NEWS.toNanos();
    }
}
