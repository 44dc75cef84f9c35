package dev.parley.gateway.sync;

import dev.parley.api.event.EventFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.history.ConversationLog;
import dev.parley.gateway.history.ConversationLog.Cursor;
import dev.parley.gateway.history.Stretch;
import dev.parley.gateway.runtime.Unanswered;
import java.util.List;

/**
 * What one socket lacks of one conversation.
 *
 * @param entries of the recent stream, from the cursor itself on
 * @param head the highest seq this node has heard of
 */
record SyncStretch(Cursor cursor, List<byte[]> entries, long head) {
    /** The most events sent of one conversation; the rest is paged over REST. */
    static final int MOST = 500;

    /**
     * Writes the missing events and {@code synced}.
     *
     * @param headIsCertain whether {@code head} was read from history when the user came, so that a stream that is forgotten and a
     *     cursor at the head together mean that nothing is missing
     * @return false if history was needed and not to be had: what was sent is said, the rest must be asked for again
     */
    boolean write(SyncWriter writer, ConversationLog log, boolean headIsCertain) throws Unanswered {
        Stretch stretch = new Stretch(cursor.seq(), MOST);
        boolean found = fill(stretch, log, headIsCertain);
        if (found || stretch.to() > cursor.seq()) {
            boolean more = stretch.isFull() && stretch.to() < known();
            writer.write(
                    stretch.frames(),
                    new ServerFrame.Synced(cursor.conversation(), cursor.seq() + 1, stretch.to(), more));
        }
        return found;
    }

    private boolean fill(Stretch stretch, ConversationLog log, boolean headIsCertain) {
        try {
            log.fill(stretch, cursor.conversation(), entries, headIsCertain ? head : Long.MAX_VALUE);
            return true;
        } catch (Unanswered e) {
            return false;
        }
    }

    private long known() {
        long lastRecent = entries.isEmpty() ? 0 : EventFrame.seqOf(entries.getLast());
        return Math.max(head, lastRecent);
    }
}
