package dev.parley.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.gateway.socket.Ticket;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Access tokens that have been verified here, so that each costs its signature's check once. Any thread. */
@Singleton
public final class VerifiedTokens {
    /** Longer than an access token lives. */
    private static final Duration REMEMBERED = Duration.ofMinutes(20);

    /** Only tokens that hold are kept, and those are ours: half a kilobyte each. */
    private static final int MOST = 50_000;

    private final AccessTokens tokens;
    private final EndedSessions ended;
    private final Clock clock;
    private final Cache<String, Ticket> verified =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

    VerifiedTokens(AccessTokens tokens, EndedSessions ended, Clock clock) {
        this.tokens = tokens;
        this.ended = ended;
        this.clock = clock;
    }

    /** Whose token it is, if that is known and it still holds. Never blocks. */
    public Optional<Ticket> known(String token) {
        return Optional.ofNullable(verified.getIfPresent(token))
                .filter(ticket -> ticket.expires().isAfter(clock.instant()) && !ended.contains(ticket.session()));
    }

    /** Whose token it is, or empty if it does not hold. Blocks its caller: a new signing key may have to be fetched. */
    public Optional<Ticket> verify(String token) {
        Optional<Ticket> ticket = tokens.verify(token);
        ticket.ifPresent(holder -> verified.put(token, holder));
        return ticket;
    }
}
