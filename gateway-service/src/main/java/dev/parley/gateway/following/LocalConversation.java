package dev.parley.gateway.following;

import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.socket.ClientSocket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A conversation somebody here follows. Hands the frames to the followers' sockets in the order they came, those of one
 * turn at once, and sees from the seqs whether something was missed. Then it holds what is behind the gap (within a
 * bound) until that has been filled: so clients see no gap, and nobody hears anything behind a removal that was missed.
 *
 * <p>Frames may come from any thread: one lock makes them one order. Followers change within {@link Hub}'s lock of this
 * conversation and never under this one.
 */
final class LocalConversation {
    /** Frames held while catching up; past this the oldest are let go and found again by reading on. */
    static final int MOST_HELD = 512;

    private static final long UNKNOWN = -1;

    private final ConversationId id;
    private final DeliveryListener listener;
    private final Deque<byte[]> held = new ArrayDeque<>(0);
    private volatile LocalUser[] followers = {};
    private volatile long last = UNKNOWN;
    private volatile long head;
    private volatile int movedAt;
    private final Deque<FrameBatch> batches = new ArrayDeque<>(1);
    private boolean isPending;
    private boolean catchingUp;

    LocalConversation(ConversationId id, DeliveryListener listener) {
        this.id = id;
        this.listener = listener;
    }

    /**
     * Hears what a delivery has shown. Called under the conversation's lock, unless it says otherwise; must not block.
     */
    interface DeliveryListener {
        /** Frames are missing here: catch up and call {@link LocalConversation#resume} until nothing is. */
        void behind(LocalConversation conversation);

        /** Whether a frame that is no event says what was not said before. */
        boolean isNews(byte[] frame);

        /** Frames wait here: {@link LocalConversation#flush} at the end of the turn. */
        void pending(LocalConversation conversation);

        /** So many frames were handed to so many sockets of one event loop. Not under the lock, on that loop. */
        void delivered(int frames, int sockets);

        /** Events passed this socket by, since it lags. Not under the lock, on the socket's loop. */
        void lagging(LocalUser user, ClientSocket socket);

        /** So many frames are on their way to the loops. */
        void published(int frames);

        /** A new event of a kind that changes who follows: it is for those who have followed until now. */
        void membersChanged(LocalConversation conversation, byte[] event);

        /** The sweep of heads that comes next. */
        int sweep();
    }

    ConversationId id() {
        return id;
    }

    void add(LocalUser user) {
        if (Arrays.stream(followers).noneMatch(other -> other == user)) {
            LocalUser[] more = Arrays.copyOf(followers, followers.length + 1);
            more[followers.length] = user;
            followers = more;
        }
    }

    /** Takes a follower away; whether none is left. */
    boolean remove(LocalUser user) {
        followers = Arrays.stream(followers).filter(other -> other != user).toArray(LocalUser[]::new);
        return followers.length == 0;
    }

    List<LocalUser> followers() {
        return List.of(followers);
    }

    /** A frame from the live channel. */
    synchronized void live(byte[] frame) {
        long seq = EventFrame.seqOf(frame);
        if (seq < 0) {
            if (listener.isNews(frame)) {
                handOut(frame);
            }
            return;
        }
        observe(seq);
        if (isBehindGap(seq)) {
            hold(frame);
            if (!catchingUp) {
                fallBehind();
            }
        } else {
            event(frame, seq);
            handOutHeld();
        }
    }

    private boolean isBehindGap(long seq) {
        return last != UNKNOWN && seq > last + 1;
    }

    /** What was missed, ascending; anything already handed out is skipped. */
    synchronized void missed(List<byte[]> frames) {
        for (byte[] frame : frames) {
            long seq = EventFrame.seqOf(frame);
            if (seq > last) {
                event(frame, seq);
            }
        }
    }

    /**
     * A turn of catching up has ended: hands out what was held as far as it continues what went before. What is behind
     * a gap stays held, for the gap may hide that a follower was removed, and nobody hears anything after their own removal.
     *
     * @return whether nothing is known to be missing any more; if not, another turn is needed
     */
    synchronized boolean resume() {
        handOutHeld();
        catchingUp = !held.isEmpty() || (last != UNKNOWN && last < head);
        return !catchingUp;
    }

    private void handOutHeld() {
        for (byte[] frame = held.peek(); frame != null; frame = held.peek()) {
            long seq = EventFrame.seqOf(frame);
            if (isBehindGap(seq)) {
                return;
            }
            held.poll();
            if (seq > last) {
                event(frame, seq);
            }
        }
    }

    /** Somebody says that the log is at least this long; if this node has not seen that much, it catches up. */
    synchronized void headIs(long seq) {
        observe(seq);
        if (!catchingUp && last != UNKNOWN && seq > last) {
            fallBehind();
        }
    }

    /** After a break: whatever is known, look whether something was missed. */
    synchronized void suspect() {
        if (!catchingUp) {
            fallBehind();
        }
    }

    /** History is this long; where nothing is known of the conversation yet, what comes next is measured against it. */
    synchronized void startAt(long seq) {
        head = Math.max(head, seq);
        if (last == UNKNOWN) {
            last = seq;
        }
    }

    /**
     * Notes how long the log is at least, for {@code heads} and for clamping marks; says nothing of what was handed
     * out.
     */
    synchronized void observe(long seq) {
        if (seq > head) {
            head = seq;
            movedAt = listener.sweep();
        }
    }

    /** The highest seq this node has heard of. */
    long head() {
        return head;
    }

    /** The seq up to which everything was handed out, or -1 if that is not known. */
    long last() {
        return last;
    }

    /** The sweep of heads in which the head last moved. */
    int movedAt() {
        return movedAt;
    }

    private void fallBehind() {
        catchingUp = true;
        listener.behind(this);
    }

    private void hold(byte[] frame) {
        if (held.size() >= MOST_HELD) {
            held.poll();
        }
        held.add(frame);
    }

    private void event(byte[] frame, long seq) {
        boolean isNew = seq > last;
        last = Math.max(last, seq);
        handOut(frame);
        if (isNew && EventFrame.isKind(frame, "memberRemoved")) {
            listener.membersChanged(this, frame);
        }
    }

    /** To those who follow now, with all else that is handed out to them in this turn. */
    private void handOut(byte[] frame) {
        FrameBatch batch = batches.peekLast();
        if (batch == null || !batch.takes(followers)) {
            batch = new FrameBatch(followers);
            batches.add(batch);
        }
        batch.add(frame);
        if (!isPending) {
            isPending = true;
            listener.pending(this);
        }
    }

    /** Gives what was handed out in this turn to the event loops of the sockets; the loops write it, in this order. */
    synchronized void flush() {
        isPending = false;
        for (FrameBatch batch = batches.poll(); batch != null; batch = batches.poll()) {
            batch.handOver(listener);
        }
    }
}
