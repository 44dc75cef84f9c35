package dev.parley.gateway.receipt;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.Receipt;
import dev.parley.gateway.following.Hub;
import dev.parley.gateway.following.LocalUser;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.receipt.EarlyMarks.Early;
import dev.parley.gateway.runtime.Sweeps;
import dev.parley.gateway.socket.ClientSocket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects marks until they are fetched: of many for one user and conversation only the highest is left. Bounded; past the bound a
 * mark is dropped, which costs nothing but time, since the client's next one stands for it too. Any thread.
 */
@Singleton
public final class Marks {
    private static final int MOST = 200_000;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Sweeps for which somebody who is no member as far as we know may turn out to be one. */
    private static final int LOOKS_FOR_MEMBER = 3;

    /** Sweeps within which a seq must turn out to exist: a digest of heads comes by in that time. */
    private static final int LOOKS_FOR_SEQ = 12;

    private final Hub hub;
    private final EarlyMarks early;
    private final Map<Key, Receipt> waiting = new ConcurrentHashMap<>();
    private final Counter dropped;

    Marks(Hub hub, MeterRegistry registry) {
        this.hub = hub;
        this.early = new EarlyMarks(registry);
        registry.gaugeMapSize("parley.gateway.receipts.waiting", Tags.empty(), waiting);
        this.dropped = registry.counter("parley.gateway.receipts.dropped");
    }

    private record Key(UserId user, ConversationId conversation) {}

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(TICK, () -> early.take().forEach(this::consider));
    }

    /**
     * Takes a mark, never beyond what this node knows to exist. What it does not know yet it may hear in a moment: a member who has just
     * been added, or who has read over REST what is still on its way here.
     */
    public void accept(ClientSocket socket, ClientFrame.Mark mark) {
        consider(new Early(socket, mark, 0));
    }

    private void consider(Early now) {
        ClientFrame.Mark mark = now.mark();
        Optional<LocalUser> user = hub.user(now.socket().user());
        if (user.isEmpty() || !user.get().follows(mark.conversation())) {
            if (!lookAgain(now, LOOKS_FOR_MEMBER)) {
                refuse(now.socket(), mark, user);
            }
            return;
        }
        long seq = Math.min(mark.seq(), hub.headOf(mark.conversation()));
        // What is known of it is put the first time, the rest once it is known.
        if (seq > 0 && (now.looks() == 0 || seq == mark.seq())) {
            put(
                    switch (mark) {
                        case ClientFrame.Received received ->
                            new Receipt(received.conversation(), user.get().id(), seq, 0);
                        case ClientFrame.Read read ->
                            new Receipt(read.conversation(), user.get().id(), seq, seq);
                    });
        }
        if (seq < mark.seq()) {
            lookAgain(now, LOOKS_FOR_SEQ);
        }
    }

    private boolean lookAgain(Early before, int most) {
        return before.looks() < most && early.keep(new Early(before.socket(), before.mark(), before.looks() + 1));
    }

    private static void refuse(ClientSocket socket, ClientFrame.Mark mark, Optional<LocalUser> user) {
        boolean certain = user.isPresent() && user.get().isFresh();
        ErrorCode code = certain ? ErrorCode.NOT_MEMBER : ErrorCode.UNAVAILABLE;
        socket.refuse(ServerFrame.Refusal.of(code, "the mark was not kept").in(mark.conversation()));
    }

    /** Puts a receipt where it will be fetched, or fetched again. */
    void put(Receipt receipt) {
        Key key = new Key(receipt.user(), receipt.conversation());
        if (waiting.size() >= MOST && !waiting.containsKey(key)) {
            dropped.increment();
            return;
        }
        waiting.merge(key, receipt, Marks::higher);
    }

    /** Takes everything that waits. */
    List<Receipt> drain() {
        List<Receipt> drained = new ArrayList<>();
        for (Key key : List.copyOf(waiting.keySet())) {
            Receipt receipt = waiting.remove(key);
            if (receipt != null) {
                drained.add(receipt);
            }
        }
        return drained;
    }

    private static Receipt higher(Receipt one, Receipt other) {
        return new Receipt(
                one.conversation(),
                one.user(),
                Math.max(one.delivered(), other.delivered()),
                Math.max(one.read(), other.read()));
    }
}
