package dev.parley.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Sessions this node was told have ended. Their last access token may be valid for some minutes yet; it opens no socket here.
 * A hint like every notice: a node that held no socket of the user has not heard of it, and lets the token live out its minutes.
 */
@Singleton
public final class EndedSessions {
    /** Longer than an access token lives. */
    private static final Duration REMEMBERED = Duration.ofMinutes(20);

    private static final int MOST = 100_000;

    private final Cache<UUID, Boolean> ended =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

    public EndedSessions() {}

    /** It has ended. */
    public void add(UUID session) {
        ended.put(session, Boolean.TRUE);
    }

    /** Whether it is known to have ended. */
    public boolean contains(UUID session) {
        return ended.getIfPresent(session) != null;
    }
}
