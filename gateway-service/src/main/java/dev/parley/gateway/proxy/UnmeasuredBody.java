package dev.parley.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A body whose length nobody has said: collected, up to a bound, and then passed on with its length. The proxy library would not
 * stream one that came by HTTP/2, and bodies of our resources are small. On the request's event loop.
 */
final class UnmeasuredBody {
    private final Buffer collected = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private final long most;

    private UnmeasuredBody(long most) {
        this.most = most;
    }

    /** The whole body; fails with {@link TooLarge} as soon as it is longer than the bound, and lets the rest of it pass by. */
    static Future<Buffer> collect(ReadStream<Buffer> stream, long most) {
        UnmeasuredBody body = new UnmeasuredBody(most);
        stream.handler(body::take);
        stream.exceptionHandler(body.whole::tryFail);
        stream.endHandler(end -> body.whole.tryComplete(body.collected));
        stream.resume();
        return body.whole.future();
    }

    private void take(Buffer piece) {
        if (whole.future().isComplete()) {
            return;
        }
        if (collected.length() + piece.length() > most) {
            whole.fail(new TooLarge());
        } else {
            collected.appendBuffer(piece);
        }
    }

    /** There is more of it than allowed. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
