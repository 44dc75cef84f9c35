package dev.parley.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bodies of requests, gathered before a connection to a service is taken: a client that sends slowly, or never the
 * rest, costs its own time and nobody's connection. One body is bounded in bytes and time, all of them together in
 * bytes. On the request's event loop; the total on any.
 */
final class GatheredBody {
    private final Buffer gathered = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private final long most;
    private final Room room;

    private GatheredBody(long most, Room room) {
        this.most = most;
        this.room = room;
    }

    /** What all bodies being gathered may take, in bytes. */
    static final class Room {
        private final AtomicLong left;

        Room(long bytes) {
            this.left = new AtomicLong(bytes);
        }

        private boolean take(long bytes) {
            if (left.addAndGet(-bytes) >= 0) {
                return true;
            }
            left.addAndGet(bytes);
            return false;
        }

        private void giveBack(long bytes) {
            left.addAndGet(bytes);
        }
    }

    /**
     * The whole body. Fails with {@link Refused} as soon as it is longer than {@code most}, late, or there is no room
     * for more of it; and if the client is gone. The rest of it is left unread.
     */
    static Future<Buffer> gather(ReadStream<Buffer> stream, long most, Room room, Vertx vertx, Duration within) {
        GatheredBody body = new GatheredBody(most, room);
        long timer = vertx.setTimer(within.toMillis(), _ -> body.whole.tryFail(new Refused(Refused.Reason.LATE)));
        stream.handler(body::take);
        stream.exceptionHandler(body.whole::tryFail);
        stream.endHandler(_ -> body.whole.tryComplete(body.gathered));
        stream.resume();
        return body.whole.future().onComplete(result -> {
            vertx.cancelTimer(timer);
            room.giveBack(body.gathered.length());
            if (result.failed()) {
                stream.pause();
            }
        });
    }

    private void take(Buffer piece) {
        if (whole.future().isComplete()) {
            return;
        }
        if (gathered.length() + piece.length() > most) {
            whole.fail(new Refused(Refused.Reason.TOO_LARGE));
        } else if (room.take(piece.length())) {
            gathered.appendBuffer(piece);
        } else {
            whole.fail(new Refused(Refused.Reason.NO_ROOM));
        }
    }

    /** It is not passed on. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final Reason reason;

        /** Why. */
        enum Reason {
            TOO_LARGE,
            LATE,
            NO_ROOM
        }

        Refused(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }
}
