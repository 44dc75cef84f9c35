package dev.parley.toolbox.bench;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes, on one event loop, the messages that are due of that loop's sockets, and flushes each socket once for all of them.
 * A loop that is late has one task waiting, not one for each batch.
 */
final class LoopWriter implements Runnable {
    private final EventExecutor loop;
    private final Cast cast;
    private final Tally tally;
    private final List<SendTemplate> templates;
    private final byte[] scratch = new byte[HexUuid.LENGTH];
    private final List<LoadSocket> unflushed = new ArrayList<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile int end;
    private int next;

    /** {@code templates}: one a room, in the order of the cast's rooms. */
    LoopWriter(EventExecutor loop, Cast cast, Tally tally, List<SendTemplate> templates) {
        this.loop = loop;
        this.cast = cast;
        this.tally = tally;
        this.templates = templates;
    }

    /** Has all messages below this number written, soon. On the thread of the load, which is one. */
    void writeBelow(int number) {
        end = number;
        if (queued.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    @Override
    public void run() {
        queued.set(false);
        int last = end;
        long millis = System.currentTimeMillis();
        for (; next < last; next++) {
            LoadSocket socket = sender(next);
            if (socket.isOnThisThread()) {
                write(next, socket, millis);
            }
        }
        unflushed.forEach(LoadSocket::flush);
        unflushed.clear();
    }

    private LoadSocket sender(int number) {
        Schedule schedule = tally.schedule();
        return cast.socket(schedule.room(number).members().get(schedule.sender(number)));
    }

    private void write(int number, LoadSocket socket, long millis) {
        SendTemplate template = templates.get(tally.schedule().roomNumber(number));
        ByteBuf frame = socket.buffer(template.length());
        template.write(frame, tally.ids().upper(millis), tally.ids().lower(number), number, scratch);
        tally.sent(number, System.nanoTime());
        if (socket.write(frame)) {
            unflushed.add(socket);
        }
    }
}
