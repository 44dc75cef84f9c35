package dev.parley.toolbox.bench;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.IntSupplier;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One event loop of the load. During a run it takes turns of a millisecond: it rests, reads from all sockets that have
 * something, writes what is due, and rests again. Most of what a load costs is waking up, so that it must not wake for
 * each frame; in return, a latency is measured half a millisecond too high on average, and one at most, each way.
 * Between runs it is an event loop like any other. Safe on any thread.
 */
final class LoadLoop implements AutoCloseable {
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoopGroup group;
    private final EventLoop loop;

    /** What each turn ends with, or null between runs. Only for the loop itself. */
    private Runnable work;

    private long nextTurn;

    LoadLoop() {
        group = new NioEventLoopGroup(
                1, new DefaultThreadFactory("load", true), SelectorProvider.provider(), () -> this::select);
        loop = (EventLoop) group.iterator().next();
    }

    EventLoop eventLoop() {
        return loop;
    }

    /** From now on, does this in each turn. */
    void startTurns(Runnable eachTurn) {
        loop.execute(() -> {
            work = eachTurn;
            nextTurn = System.nanoTime();
        });
    }

    /** Takes no turns any more. */
    void stopTurns() {
        loop.execute(() -> work = null);
    }

    private int select(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (work == null) {
            return hasTasks ? selectNow.get() : SelectStrategy.SELECT;
        }
        rest();
        // As a task it comes after the reading; and a loop that does nothing for long would take its selector for
        // broken.
        loop.execute(work);
        return selectNow.get();
    }

    /** A turn that is late is not made up for: the next one writes all that is due. */
    private void rest() {
        long left = nextTurn - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nextTurn - System.nanoTime();
        }
        nextTurn += Math.ceilDiv(1 - left, TURN_NANOS) * TURN_NANOS;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
