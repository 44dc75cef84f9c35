package dev.parley.gateway.following;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.conversation.ConversationHead;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.history.History;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Learns from persistence-service what users follow: when they come, after a break of the subscription, and in doubt. While that
 * service is down, what this node remembers of a user stands in (membership cannot change then), and the asking goes on with
 * growing, jittered pauses. Each load is a virtual thread.
 */
@Singleton
final class FollowLoader {
    private static final Logger LOG = Logger.getLogger(FollowLoader.class);
    private static final int AT_ONCE = 32;
    private static final int MOST_REMEMBERED = 50_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final Hub hub;
    private final Delivery delivery;
    private final History history;
    private final Threads threads;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final Cache<UserId, List<ConversationHead>> remembered = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    FollowLoader(Hub hub, Delivery delivery, History history, Threads threads) {
        this.hub = hub;
        this.delivery = delivery;
        this.history = history;
        this.threads = threads;
    }

    void start(@Observes StartupEvent event, Subscriptions subscriptions) {
        subscriptions.onRestored(() ->
                hub.users().forEach(user -> threads.run(() -> load(user, Future.succeededFuture()))));
        threads.run(this::settleDoubts);
    }

    /** Loads what a user who has just come follows, once his notices are heard. Never blocks. */
    void arrived(LocalUser user, Future<Void> heard) {
        threads.run(() -> load(user, heard));
    }

    /** What is remembered of a user is not true any more. */
    void forget(UserId user) {
        remembered.invalidate(user);
    }

    private void settleDoubts() {
        try {
            while (true) {
                LocalUser user = delivery.doubtful().take();
                forget(user.id());
                threads.run(() -> load(user, Future.succeededFuture()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void load(LocalUser user, Future<Void> heard) {
        awaitHeard(heard);
        long pause = FIRST_PAUSE_MILLIS;
        while (!user.isGone()) {
            try {
                ask(user);
                return;
            } catch (Unanswered e) {
                LOG.debugf("event=follow_load_failed cause=%s", e.getMessage());
                standIn(user);
            } catch (RuntimeException e) {
                // Without his list the user would be deaf for as long as he stays.
                LOG.errorf(e, "event=follow_load_broken user=%s action=retry", user.id());
            }
            try {
                Threads.pause(Duration.ofMillis(
                        pause / 2 + ThreadLocalRandom.current().nextLong(pause)));
            } catch (Unanswered stopping) {
                return;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** With Redis away there is no use in waiting long: when it comes back, everybody is loaded again. */
    private static void awaitHeard(Future<Void> heard) {
        try {
            Threads.await(heard, HEARD_WITHIN);
        } catch (Unanswered e) {
            LOG.debug("event=notices_not_heard_yet");
        }
    }

    private void ask(LocalUser user) throws Unanswered {
        permits.acquireUninterruptibly();
        try {
            List<ConversationHead> heads;
            boolean again = user.loaded().isComplete();
            Set<ConversationId> added = new HashSet<>();
            int changes;
            do {
                // A notice or a removal that came while we asked may be newer than the answer, or older: ask again.
                changes = user.changes();
                heads = history.conversationsOf(user.id());
                remembered.put(user.id(), heads);
            } while (!follow(user, heads, changes, added));
            user.setLoaded(true);
            if (again) {
                reconcile(user, heads, changes, added);
            }
        } finally {
            permits.release();
        }
    }

    /** Follows all of them, noting which are new; false as soon as the list turns out to have changed since. */
    private boolean follow(LocalUser user, List<ConversationHead> heads, int changes, Set<ConversationId> added) {
        for (ConversationHead head : heads) {
            boolean isNew = !user.follows(head.conversation());
            if (!hub.followUnlessChanged(user, head.conversation(), changes, delivery)) {
                return false;
            }
            if (isNew) {
                added.add(head.conversation());
            }
            hub.conversation(head.conversation()).ifPresent(conversation -> conversation.startAt(head.lastSeq()));
        }
        return true;
    }

    /** Tells a user whose list had been known what is different about it now. */
    private void reconcile(LocalUser user, List<ConversationHead> heads, int changes, Set<ConversationId> added)
            throws Unanswered {
        Set<ConversationId> now = new HashSet<>();
        heads.forEach(head -> now.add(head.conversation()));
        added.retainAll(now);
        for (ConversationId conversation : Set.copyOf(user.follows())) {
            if (user.changes() != changes) {
                // What is missing in the list may have come since.
                delivery.doubtful().add(user);
                return;
            }
            if (!now.contains(conversation) && hub.unfollow(user, conversation)) {
                user.send(new ServerFrame.ConversationRemoved(conversation));
            }
        }
        for (ConversationId conversation : added) {
            history.conversation(conversation).ifPresent(state -> user.send(new ServerFrame.ConversationAdded(state)));
        }
    }

    private void standIn(LocalUser user) {
        List<ConversationHead> heads = remembered.getIfPresent(user.id());
        if (heads != null && !user.loaded().isComplete()) {
            follow(user, heads, user.changes(), new HashSet<>());
            user.setLoaded(false);
        }
    }
}
