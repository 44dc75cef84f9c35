package dev.parley.gateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.channel.Channels;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.following.Hub;
import dev.parley.gateway.history.ConversationLog;
import dev.parley.gateway.history.ConversationLog.Cursor;
import dev.parley.gateway.history.History;
import dev.parley.gateway.runtime.Sweeps;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Takes a few of the conversations held here every ten seconds, and compares the last of their recent events with history, byte by
 * byte. Two small reads each. What history does not have yet is left for another time; what it has emptied since (a void, a deleted
 * text) may differ. On a virtual thread, one round at a time.
 */
@Singleton
final class RecentAudit {
    private static final Logger LOG = Logger.getLogger(RecentAudit.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int CONVERSATIONS = 4;
    private static final int EVENTS = 30;

    private final Hub hub;
    private final ConversationLog log;
    private final History history;
    private final ObjectReader json;
    private final Counter compared;
    private final Counter divergence;

    RecentAudit(Hub hub, ConversationLog log, History history, ObjectMapper mapper, MeterRegistry registry) {
        this.hub = hub;
        this.log = log;
        this.history = history;
        this.json = mapper.reader();
        this.compared = registry.counter("parley.audit.compared", "what", "recent");
        this.divergence = registry.counter("parley.audit.divergence", "what", "recent");
    }

    void start(@Observes StartupEvent event, Sweeps sweeps, Threads threads) {
        sweeps.every(PAUSE, () -> threads.run(() -> hub.some(CONVERSATIONS).forEach(this::compare)));
    }

    private void compare(ConversationId conversation) {
        try {
            List<byte[]> recent = log.recent(List.of(new Cursor(conversation, 1)), Channels.RECENT_EVENTS)
                    .getFirst();
            List<byte[]> last = recent.subList(Math.max(0, recent.size() - EVENTS), recent.size());
            if (!last.isEmpty()) {
                long before = EventFrame.seqOf(last.getFirst()) - 1;
                compare(conversation, last, history.eventsAfter(conversation, before));
            }
        } catch (Unanswered e) {
            LOG.debugf("event=audit_waits cause=%s", e.getMessage());
        }
    }

    private void compare(ConversationId conversation, List<byte[]> recent, List<byte[]> stored) {
        Map<Long, byte[]> bySeq = new HashMap<>();
        stored.forEach(frame -> bySeq.put(EventFrame.seqOf(frame), frame));
        for (byte[] frame : recent) {
            long seq = EventFrame.seqOf(frame);
            byte[] kept = bySeq.get(seq);
            if (kept != null) {
                compared.increment();
                if (!Arrays.equals(frame, kept) && !isEmptied(kept)) {
                    divergence.increment();
                    LOG.errorf("event=audit_divergence what=recent conversation=%s seq=%d", conversation, seq);
                }
            }
        }
    }

    private boolean isEmptied(byte[] frame) {
        try {
            JsonNode event = json.readTree(frame);
            return event.path("kind").asText().equals("void")
                    || (event.has("text") && event.path("text").asText().isEmpty());
        } catch (IOException e) {
            return false;
        }
    }
}
