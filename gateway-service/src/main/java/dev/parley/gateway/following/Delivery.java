package dev.parley.gateway.following;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.MarkFrame;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.following.LocalConversation.DeliveryListener;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.socket.ClientSocket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** What follows from handing out frames, for all conversations alike. Called under a conversation's lock; never blocks. */
@Singleton
public final class Delivery implements DeliveryListener {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    /** Bounded by the conversations held: one that is being caught up on does not come again before it is done. */
    private final BlockingQueue<LocalConversation> behind = new LinkedBlockingQueue<>();

    /** Bounded by the users held, nearly: a removal is rare, and a user who is in here twice is loaded twice. */
    private final BlockingQueue<LocalUser> doubtful = new LinkedBlockingQueue<>();

    /** Bounded by the conversations held: each is in here once at most. */
    private final Queue<LocalConversation> pending = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicInteger sweep = new AtomicInteger(1);
    private final Hub hub;
    private final Subscriptions subscriptions;
    private final ForwardMarks marks;
    private final ObjectMapper mapper;
    private final Counter delivered;
    private final Counter published;

    Delivery(Hub hub, Subscriptions subscriptions, ForwardMarks marks, ObjectMapper mapper, MeterRegistry registry) {
        this.hub = hub;
        this.subscriptions = subscriptions;
        this.marks = marks;
        this.mapper = mapper;
        this.delivered = registry.counter("parley.gateway.fanout.delivered");
        this.published = registry.counter("parley.gateway.fanout.published");
    }

    @Override
    public void behind(LocalConversation conversation) {
        behind.add(conversation);
    }

    @Override
    public boolean isNews(byte[] frame) {
        return MarkFrame.of(frame).map(marks::goesForward).orElse(true);
    }

    @Override
    public void pending(LocalConversation conversation) {
        pending.add(conversation);
        if (flushing.compareAndSet(false, true)) {
            subscriptions.afterTurn(this::flush);
        }
    }

    /** Gives what was handed out so far to the event loops: before anything that must come behind it. */
    void flush() {
        flushing.set(false);
        for (LocalConversation next = pending.poll(); next != null; next = pending.poll()) {
            next.flush();
        }
    }

    @Override
    public void delivered(int frames, int sockets) {
        delivered.increment((double) frames * sockets);
    }

    @Override
    public void published(int frames) {
        published.increment(frames);
    }

    /**
     * What passes the socket by, a sync finds; so, as soon as it has taken what waits, it hears how far each of its
     * conversations is. Of all of them, since what was passed by is noted nowhere.
     */
    @Override
    public void lagging(LocalUser user, ClientSocket socket) {
        if (!socket.isLagging()) {
            socket.lags();
            socket.written().onComplete(_ -> {
                socket.caughtUp();
                socket.send(new ServerFrame.Heads(hub.heads(user)));
            });
        }
    }

    /**
     * A removed user's last event is on its way. They follow no more from here on, and no list that was asked for before
     * this brings them back. Should they have been added again meanwhile, which a notice may have said before this event
     * came, loading them again puts it right. Any thread.
     */
    public void removed(LocalUser user, ConversationId conversation) {
        user.changed();
        hub.unfollow(user, conversation);
        doubtful.add(user);
    }

    @Override
    public void membersChanged(LocalConversation conversation, byte[] event) {
        try {
            JsonNode user = mapper.readTree(event).path("user");
            hub.user(UserId.of(user.asText())).ifPresent(removed -> removed(removed, conversation.id()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("event=member_removed_unreadable conversation=%s", conversation.id());
        }
    }

    @Override
    public int sweep() {
        return sweep.get();
    }

    int nextSweep() {
        return sweep.incrementAndGet();
    }

    BlockingQueue<LocalConversation> behind() {
        return behind;
    }

    BlockingQueue<LocalUser> doubtful() {
        return doubtful;
    }
}
