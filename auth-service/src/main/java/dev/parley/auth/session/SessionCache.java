package dev.parley.auth.session;

import dev.parley.auth.redis.OptionalRedis;
import dev.parley.auth.token.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What Redis knows of sessions: {@code auth:session:<sid>} is {@code live} or {@code ended}. Blocks for a round trip. An
 * end overwrites; a life is only written where nothing stands, so that a slow reader cannot bring an ended session back.
 */
@ApplicationScoped
class SessionCache {
    private static final String LIVE = "live";
    private static final String ENDED = "ended";

    private final OptionalRedis redis;
    private final String liveMillis;
    private final String endedMillis;

    SessionCache(OptionalRedis redis, SessionConfig config, AccessTokens tokens) {
        this.redis = redis;
        this.liveMillis = Long.toString(config.cacheFor().toMillis());
        // After that, no token of the session is left that anybody could present.
        this.endedMillis =
                Long.toString(tokens.lifetime().plus(Duration.ofMinutes(1)).toMillis());
    }

    /** Whether the session lives; empty if Redis does not know or does not answer. */
    Optional<Boolean> isLive(UUID session) {
        return redis.execute("GET", key(session)).value().map(answer -> LIVE.equals(answer.toString()));
    }

    void lives(UUID session) {
        redis.execute("SET", key(session), LIVE, "NX", "PX", liveMillis);
    }

    /** Remembers the ends; false if Redis did not take all of them. */
    boolean ended(List<UUID> sessions) {
        for (UUID session : sessions) {
            if (!redis.execute("SET", key(session), ENDED, "PX", endedMillis).arrived()) {
                return false;
            }
        }
        return true;
    }

    private static String key(UUID session) {
        return "auth:session:" + session;
    }
}
