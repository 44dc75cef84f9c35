package dev.parley.auth.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.id.UserId;
import dev.parley.auth.redis.OptionalRedis;
import dev.parley.auth.token.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How the gateways learn of ended sessions: from a stream in Redis that all of them read, whether they hold a socket of the user or
 * not, whether they heard of it or not. What is published besides only makes it quick. Blocks for a few round trips.
 */
@ApplicationScoped
class EndingNews {
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final OptionalRedis redis;
    private final ObjectWriter notices;
    private final Clock clock;
    private final Duration kept;

    EndingNews(OptionalRedis redis, ObjectMapper json, Clock clock, AccessTokens tokens) {
        this.redis = redis;
        this.notices = json.writerFor(UserNotice.class);
        this.clock = clock;
        // After that, no token of the session is left that anybody could present.
        this.kept = tokens.lifetime().plus(SLACK);
    }

    /** Tells; false if Redis did not take all of it. The stream goes first: it is what counts. */
    boolean tell(UserId user, List<UUID> sessions) {
        String ids = sessions.stream().map(UUID::toString).collect(Collectors.joining(","));
        String trimmed = Long.toString(clock.instant().minus(kept).toEpochMilli());
        return redis.execute("XADD", Channels.ENDED_SESSIONS, "MINID", "~", trimmed, "*", Channels.ENDED_FIELD, ids)
                        .arrived()
                && redis.execute("PUBLISH", Channels.user(user), notice(sessions))
                        .arrived()
                && redis.execute("PUBLISH", Channels.ENDED_SESSIONS, "more").arrived();
    }

    /** Whether the stream is there, as far as Redis answers: if it is not, Redis has lost it or has never had one. */
    boolean isKept() {
        return redis.execute("EXISTS", Channels.ENDED_SESSIONS)
                .value()
                .map(found -> found.toInteger() > 0)
                .orElse(true);
    }

    private String notice(List<UUID> sessions) {
        try {
            return notices.writeValueAsString(new UserNotice.SessionsEnded(sessions));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a list of ids is always JSON", impossible);
        }
    }
}
