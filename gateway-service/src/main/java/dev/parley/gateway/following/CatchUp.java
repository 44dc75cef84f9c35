package dev.parley.gateway.following;

import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.history.ConversationLog;
import dev.parley.gateway.history.ConversationLog.Cursor;
import dev.parley.gateway.history.Stretch;
import dev.parley.gateway.runtime.Sweeps;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Finds what conversations of this node missed, and hands it out before they carry on. A few virtual threads take what
 * is behind, many at a time, so that a break costs one round trip for dozens of conversations.
 */
@Singleton
final class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** What one turn mends at most; if that is not all, another follows. */
    private static final int MOST_MISSED = 500;

    private static final int WORKERS = 4;
    private static final int AT_ONCE = 64;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final Delivery delivery;
    private final Hub hub;
    private final ConversationLog log;
    private final Threads threads;

    /** What could not be mended yet. Bounded by the conversations held: none is in here and being worked at. */
    private final Queue<LocalConversation> unmended = new ConcurrentLinkedQueue<>();

    private final Counter caughtUp;
    private final Counter gaveUp;
    private final Counter failed;

    CatchUp(Delivery delivery, Hub hub, ConversationLog log, Threads threads, MeterRegistry registry) {
        this.delivery = delivery;
        this.hub = hub;
        this.log = log;
        this.threads = threads;
        this.caughtUp = registry.counter("parley.gateway.catchup.events");
        this.gaveUp = registry.counter("parley.gateway.catchup.failed");
        this.failed = registry.counter("parley.gateway.catchup.broken");
    }

    void start(@Observes StartupEvent event, Subscriptions subscriptions, Sweeps sweeps) {
        subscriptions.onRestored(() -> threads.run(() -> hub.conversations().forEach(LocalConversation::suspect)));
        for (int i = 0; i < WORKERS; i++) {
            threads.run(this::work);
        }
        sweeps.every(AGAIN_AFTER, this::again);
    }

    /** What nobody here follows any more is forgotten. */
    private void again() {
        List<LocalConversation> now = new ArrayList<>();
        for (LocalConversation next = unmended.poll(); next != null; next = unmended.poll()) {
            if (hub.holds(next)) {
                now.add(next);
            }
        }
        if (!now.isEmpty()) {
            LOG.warnf("event=catch_up_unfinished conversations=%d action=again", now.size());
            delivery.behind().addAll(now);
        }
    }

    private void work() {
        List<LocalConversation> behind = new ArrayList<>();
        try {
            while (true) {
                behind.add(delivery.behind().take());
                delivery.behind().drainTo(behind, AT_ONCE - 1);
                guarded(behind);
                behind.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A worker outlives whatever goes wrong with what it works at: there are few, and nobody would start another. Where
     * all of a turn fail together, each is tried by itself.
     */
    private void guarded(List<LocalConversation> behind) {
        try {
            catchUp(behind);
        } catch (RuntimeException e) {
            broken(behind, e);
            if (behind.size() > 1) {
                behind.forEach(one -> guarded(List.of(one)));
            } else {
                unmended.addAll(behind);
            }
        }
    }

    private void catchUp(List<LocalConversation> behind) {
        List<List<byte[]>> recent;
        try {
            recent = recent(behind);
        } catch (Unanswered e) {
            gaveUp.increment(behind.size());
            LOG.warnf("event=catch_up_failed conversations=%d cause=%s", behind.size(), e.getMessage());
            unmended.addAll(behind);
            return;
        }
        for (int i = 0; i < behind.size(); i++) {
            one(behind.get(i), recent.get(i));
        }
    }

    private void one(LocalConversation conversation, List<byte[]> recent) {
        long before = conversation.last();
        try {
            mend(conversation, recent);
            if (!conversation.resume()) {
                (conversation.last() > before ? delivery.behind() : unmended).add(conversation);
            }
        } catch (RuntimeException e) {
            broken(List.of(conversation), e);
            unmended.add(conversation);
        }
    }

    private void broken(List<LocalConversation> conversations, RuntimeException cause) {
        failed.increment(conversations.size());
        LOG.errorf(
                cause,
                "event=catch_up_broken conversations=%s",
                conversations.stream().map(LocalConversation::id).limit(3).toList());
    }

    private List<List<byte[]>> recent(List<LocalConversation> behind) throws Unanswered {
        List<Cursor> cursors = behind.stream()
                .map(conversation -> new Cursor(conversation.id(), conversation.last()))
                .toList();
        for (int attempt = 1; ; attempt++) {
            try {
                return log.recent(cursors, MOST_MISSED);
            } catch (Unanswered e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Threads.pause(PAUSE.multipliedBy(attempt));
            }
        }
    }

    private void mend(LocalConversation conversation, List<byte[]> entries) {
        long after = conversation.last();
        if (after < 0) {
            // Nothing is known of how far the followers are: all that is recent does them no harm.
            conversation.missed(entries);
            return;
        }
        Stretch stretch = new Stretch(after, MOST_MISSED);
        try {
            log.fill(stretch, conversation.id(), entries, conversation.head());
        } catch (Unanswered e) {
            gaveUp.increment();
        }
        caughtUp.increment(stretch.frames().size());
        conversation.missed(stretch.frames());
    }
}
