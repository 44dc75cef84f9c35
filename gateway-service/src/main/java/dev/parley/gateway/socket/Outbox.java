package dev.parley.gateway.socket;

import io.micrometer.core.instrument.Counter;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The way to the sockets of one event loop. Threads that are not the loop hand their writes over; whatever the loop
 * itself writes comes behind what has been handed over before, so that one order holds for all. Sockets that were
 * written to are flushed once, at the end of the loop's turn.
 *
 * <p>What is handed over is counted by the sockets it is for, or shared by so many of them that it costs each next to
 * nothing.
 */
public final class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final EventExecutor loop;
    private final Counter flushes;
    private final Queue<Runnable> handed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    /** From here on only the loop's. */
    private List<Unflushed> unflushed = new ArrayList<>();

    private List<Unflushed> flushing = new ArrayList<>();
    private boolean taking;

    public Outbox(EventExecutor loop, Counter flushes) {
        this.loop = loop;
        this.flushes = flushes;
    }

    /** Something that was written to. */
    @FunctionalInterface
    public interface Unflushed {
        void flush();
    }

    /** Whether the caller is the loop. */
    boolean isLoop() {
        return loop.inEventLoop();
    }

    /** Runs it on the loop, behind all that was handed over before: at once, if the caller is the loop. */
    public void run(Runnable write) {
        if (loop.inEventLoop()) {
            takeHanded();
            write.run();
        } else {
            hand(write);
        }
    }

    /**
     * Hands it to the loop, even if that is the caller; never runs it before it returns, unless there is but one
     * thread.
     */
    public void hand(Runnable write) {
        handed.add(write);
        if (woken.compareAndSet(false, true)) {
            loop.execute(this::wake);
        }
    }

    /** On the loop: flush this at the end of the turn. Called once for each flush. */
    public void written(Unflushed socket) {
        unflushed.add(socket);
        if (unflushed.size() == 1) {
            loop.execute(this::flush);
        }
    }

    private void wake() {
        woken.set(false);
        takeHanded();
    }

    /** What a write hands over in its turn (a close, say) does not overtake it. */
    private void takeHanded() {
        if (taking || handed.isEmpty()) {
            return;
        }
        taking = true;
        try {
            for (Runnable write = handed.poll(); write != null; write = handed.poll()) {
                guarded(write);
            }
        } finally {
            taking = false;
        }
    }

    private void flush() {
        takeHanded();
        List<Unflushed> now = unflushed;
        unflushed = flushing;
        flushing = now;
        flushes.increment(now.size());
        now.forEach(socket -> guarded(socket::flush));
        now.clear();
    }

    private static void guarded(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            LOG.error("event=write_broken", e);
        }
    }
}
