package dev.parley.toolbox.bench;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes, in each turn of one event loop, the messages that are due of that loop's sockets, at once those that are
 * late, whether or not anything was answered. Each socket is flushed once for all of them.
 */
final class LoopWriter implements Runnable {
    private final Cast cast;
    private final Tally tally;
    private final List<SendTemplate> templates;
    private final List<LoadSocket> unflushed = new ArrayList<>();
    private int next;

    /** {@code templates}: one a room, in the order of the cast's rooms; nobody else uses them. */
    LoopWriter(Cast cast, Tally tally, List<SendTemplate> templates) {
        this.cast = cast;
        this.tally = tally;
        this.templates = templates;
    }

    @Override
    public void run() {
        int due = tally.schedule().dueAt(System.nanoTime());
        long millis = System.currentTimeMillis();
        for (; next < due; next++) {
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
        template.write(frame, tally.ids().upper(millis), tally.ids().lower(number), number);
        tally.sent(number, System.nanoTime());
        if (socket.write(frame)) {
            unflushed.add(socket);
        }
    }
}
