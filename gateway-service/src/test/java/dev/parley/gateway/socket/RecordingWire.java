package dev.parley.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** A wire that keeps what is written to it, and takes its time if told to. Every thread is its event loop. */
public final class RecordingWire implements Wire {
    /** Instead of a close code. */
    public static final int ABORTED = -1;

    /** What Netty adds to each write that waits. */
    public static final int OVERHEAD = 96;

    private static final int MASK = 0x7F;

    public final List<String> frames = new ArrayList<>();
    public final List<Promise<Void>> unwritten = new ArrayList<>();
    public boolean stalls;
    public Integer closedWith;
    public long waiting;
    private final Outbox outbox =
            new Outbox(ImmediateEventExecutor.INSTANCE, new SimpleMeterRegistry().counter("flushes"));

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void write(ByteBuf written) {
        if (stalls) {
            waiting += written.readableBytes() + OVERHEAD;
        }
        while (written.isReadable()) {
            written.skipBytes(1);
            int length = written.readByte() & MASK;
            if (length == 126) {
                length = written.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(written.readLong());
            }
            frames.add(written.readCharSequence(length, UTF_8).toString());
        }
        written.release();
    }

    /** The client takes all that waits. */
    public void take() {
        waiting = 0;
        unwritten.forEach(Promise::tryComplete);
    }

    @Override
    public Future<Void> written() {
        Promise<Void> promise = Promise.promise();
        if (stalls) {
            unwritten.add(promise);
        } else {
            promise.complete();
        }
        return promise.future();
    }

    @Override
    public long waiting() {
        return waiting;
    }

    @Override
    public void ping() {
        frames.add("ping");
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
    }

    @Override
    public void abort() {
        closedWith = ABORTED;
    }
}
