package dev.parley.gateway.following;

import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.history.ConversationLog;
import dev.parley.gateway.history.ConversationLog.Cursor;
import dev.parley.gateway.history.Stretch;
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
import org.jboss.logging.Logger;

/**
 * Finds what conversations of this node missed, and hands it out before they carry on. A few virtual threads take what is behind,
 * many at a time, so that a break costs one round trip for dozens of conversations.
 */
@Singleton
final class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** What one turn mends at most; if that is not all, the next event or digest shows it, and clients that see a gap sync. */
    private static final int MOST_MISSED = 500;

    private static final int WORKERS = 4;
    private static final int AT_ONCE = 64;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Delivery delivery;
    private final Hub hub;
    private final ConversationLog log;
    private final Threads threads;
    private final Counter caughtUp;
    private final Counter gaveUp;

    CatchUp(Delivery delivery, Hub hub, ConversationLog log, Threads threads, MeterRegistry registry) {
        this.delivery = delivery;
        this.hub = hub;
        this.log = log;
        this.threads = threads;
        this.caughtUp = registry.counter("parley.gateway.catchup.events");
        this.gaveUp = registry.counter("parley.gateway.catchup.failed");
    }

    void start(@Observes StartupEvent event, Subscriptions subscriptions) {
        subscriptions.onRestored(() -> threads.run(() -> hub.conversations().forEach(LocalConversation::suspect)));
        for (int i = 0; i < WORKERS; i++) {
            threads.run(this::work);
        }
    }

    private void work() {
        List<LocalConversation> behind = new ArrayList<>();
        try {
            while (true) {
                behind.add(delivery.behind().take());
                delivery.behind().drainTo(behind, AT_ONCE - 1);
                catchUp(behind);
                behind.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp(List<LocalConversation> behind) {
        try {
            List<List<byte[]>> recent = recent(behind);
            for (int i = 0; i < behind.size(); i++) {
                mend(behind.get(i), recent.get(i));
            }
        } catch (Unanswered e) {
            // Clients that see a gap sync by themselves; a break of the subscription brings us here again.
            gaveUp.increment(behind.size());
            LOG.warnf("event=catch_up_failed conversations=%d cause=%s", behind.size(), e.getMessage());
        } finally {
            behind.forEach(LocalConversation::resume);
        }
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
