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

    public ConversationLog(RecentEvents recent, History history) {
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

    /**
     * Fills the stretch up to a seq: from these recent entries where they continue it, and where they leave something out, from
     * history page by page.
     *
     * @param upTo the highest seq there is known to be; {@link Long#MAX_VALUE} asks history in any case
     * @throws Unanswered if history is needed and not to be had; what the stretch has by then is sound
     */
    public void fill(Stretch stretch, ConversationId conversation, List<byte[]> entries, long upTo) throws Unanswered {
        long goal = entries.isEmpty() ? upTo : Math.max(upTo, EventFrame.seqOf(entries.getLast()));
        stretch.offer(entries);
        while (stretch.to() < goal && !stretch.isFull()) {
            List<byte[]> page = history.eventsAfter(conversation, stretch.to());
            if (!stretch.offer(page)) {
                return;
            }
            stretch.offer(entries);
        }
    }
}
