package dev.parley.message.router;

import dev.parley.api.channel.Channels;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which recent streams were given their time to live lately, so that it is not given with every event.
 * "Lately" is within the current period of half that time: so a stream lives for at least the other half after its last
 * event. Safe on any thread.
 */
final class StreamExpiries {
    /**
     * When there are as many, all are forgotten: the next event of each gives the time to live again, which is
     * harmless.
     */
    static final int MOST = 100_000;

    private static final long PERIOD_MILLIS =
            Duration.ofSeconds(Channels.RECENT_SECONDS).toMillis() / 2;

    private final Clock clock;
    private final Set<ConversationKey> given = ConcurrentHashMap.newKeySet();
    private volatile long period;

    StreamExpiries(Clock clock) {
        this.clock = clock;
        this.period = period();
    }

    private long period() {
        return clock.millis() / PERIOD_MILLIS;
    }

    /**
     * Whether the stream of a conversation had its time to live lately. Whether it still exists is another question.
     */
    boolean isLasting(ConversationKey conversation) {
        long now = period();
        if (now != period) {
            period = now;
            given.clear();
        }
        return given.contains(conversation);
    }

    /** Notes that these streams have been given their time to live. */
    void given(Collection<ConversationKey> conversations) {
        if (given.size() + conversations.size() > MOST) {
            given.clear();
        }
        given.addAll(conversations);
    }

    /** Forgets all: nobody knows what Redis still has. */
    void forget() {
        given.clear();
    }

    int size() {
        return given.size();
    }
}
