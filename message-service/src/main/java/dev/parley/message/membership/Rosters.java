package dev.parley.message.membership;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.id.ConversationId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Who is in which conversation, from memory where possible. Never blocks, safe on any thread.
 *
 * <p>What is known stays known while persistence-service is down; what is not fails then. Callers that ask for the same conversation at the
 * same time share one call. Of two states of a conversation, the newer version wins, whichever way it came.
 */
@Singleton
public final class Rosters {
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
    private static final int MOST_ASKED_AGAIN = 100_000;

    private final AsyncLoadingCache<ConversationId, Roster> cache;
    private final Cache<ConversationId, Boolean> askedAgain = Caffeine.newBuilder()
            .expireAfterWrite(AGAIN_AFTER)
            .maximumSize(MOST_ASKED_AGAIN)
            .build();

    Rosters(PersistenceClient persistence, MembershipConfig config, MeterRegistry metrics) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight(config.maximumMembers())
                .weigher(
                        (ConversationId id, Roster roster) -> 1 + roster.roles().size())
                .expireAfter(new RosterExpiry(config.absentFor()))
                .refreshAfterWrite(config.refreshAfter())
                .recordStats()
                .buildAsync(new Loader(persistence));
        CaffeineCacheMetrics.monitor(metrics, cache, "parley.message.membership");
    }

    /** Who is in the conversation: nobody if there is none; completes exceptionally if that cannot be learnt now. */
    public CompletableFuture<Roster> of(ConversationId conversation) {
        return cache.get(conversation);
    }

    /** Who is in the conversation as far as is known at once; nobody if nothing is. */
    public Roster known(ConversationId conversation) {
        CompletableFuture<Roster> present = cache.getIfPresent(conversation);
        return present == null || present.isCompletedExceptionally() ? Roster.NOBODY : present.getNow(Roster.NOBODY);
    }

    /**
     * Who is in the conversation, for somebody who by what is known is not, but may have been added a moment ago: persistence-service is
     * asked, at most twice a second a conversation, so that strangers cost it little. If it cannot be asked, what is known stands.
     */
    public CompletableFuture<Roster> again(ConversationId conversation) {
        boolean justAsked = askedAgain.asMap().putIfAbsent(conversation, Boolean.TRUE) != null;
        return justAsked ? of(conversation) : cache.synchronous().refresh(conversation);
    }

    /** Takes in a state that the feed brought. It replaces an older one, and a call under way, whose answer may be older. */
    void learn(ConversationState state) {
        Roster learnt = Roster.of(state);
        cache.asMap().compute(state.id(), (id, present) -> {
            boolean known = present != null && present.isDone() && !present.isCompletedExceptionally();
            return known && present.getNow(Roster.NOBODY).version() >= learnt.version()
                    ? present
                    : CompletableFuture.completedFuture(learnt);
        });
    }

    /** Forgets everything: what was learnt before the feed was followed may have changed unnoticed. */
    void forgetAll() {
        cache.synchronous().invalidateAll();
    }

    private record Loader(PersistenceClient persistence) implements AsyncCacheLoader<ConversationId, Roster> {
        @Override
        public CompletableFuture<Roster> asyncLoad(ConversationId id, Executor executor) {
            return persistence
                    .conversation(id)
                    .thenApply(found -> found.map(Roster::of).orElse(Roster.NOBODY));
        }

        @Override
        public CompletableFuture<Roster> asyncReload(ConversationId id, Roster old, Executor executor) {
            return persistence
                    .conversation(id)
                    .thenApply(found -> found.map(Roster::of)
                            .map(read -> Roster.newer(old, read))
                            .orElse(Roster.NOBODY))
                    .exceptionally(unreachable -> old);
        }
    }
}
