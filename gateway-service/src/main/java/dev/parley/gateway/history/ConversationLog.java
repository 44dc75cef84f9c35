package dev.parley.gateway.history;

import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.fanout.RecentEvents;
import dev.parley.gateway.fanout.RecentEvents.Range;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * The events of conversations after a seq: from the recent streams where these reach back far enough, else from history. Blocks:
 * virtual threads only.
 */
@Singleton
public final class ConversationLog {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final RecentEvents recent;
    private final History history;

    ConversationLog(RecentEvents recent, History history) {
        this.recent = recent;
        this.history = history;
    }

    /**
     * Asks the recent streams of several conversations at once. Each is asked from the seq itself on, not from the next one:
     * an answer that starts there shows that the stream reaches back far enough, even if nothing follows.
     */
    public List<List<byte[]>> recent(List<Cursor> cursors, int most) throws Unanswered {
        List<Range> ranges = cursors.stream()
                .map(cursor -> new Range(cursor.conversation(), Math.max(1, cursor.seq()), most + 1))
                .toList();
        return Threads.await(recent.read(ranges), TIMEOUT);
    }

    /** How far somebody has a conversation. */
    public record Cursor(ConversationId conversation, long seq) {}

    /** Whether these entries of a recent stream, asked for from {@code after} on, leave nothing out behind it. */
    public static boolean covers(List<byte[]> entries, long after) {
        return !entries.isEmpty() && EventFrame.seqOf(entries.getFirst()) <= after + 1;
    }

    /**
     * Fills the stretch from history, page by page, and then from the recent entries that follow it.
     *
     * @throws Unanswered if history is not to be had; what the stretch has by then is sound
     */
    public void fill(Stretch stretch, ConversationId conversation, List<byte[]> entries) throws Unanswered {
        while (!stretch.isFull() && !covers(entries, stretch.to())) {
            List<byte[]> page = history.eventsAfter(conversation, stretch.to());
            if (!stretch.offer(page) || page.size() < History.PAGE) {
                break;
            }
        }
        stretch.offer(entries);
    }
}
