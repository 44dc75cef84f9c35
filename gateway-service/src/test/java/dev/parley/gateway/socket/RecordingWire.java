package dev.parley.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** A wire that keeps what is written to it, and takes its time if told to. */
public final class RecordingWire implements Wire {
    /** Instead of a close code. */
    public static final int ABORTED = -1;

    public final List<String> frames = new ArrayList<>();
    public final List<Promise<Void>> unwritten = new ArrayList<>();
    public boolean stalls;
    public Integer closedWith;

    @Override
    public Future<Void> write(String frame) {
        frames.add(frame);
        Promise<Void> written = Promise.promise();
        if (stalls) {
            unwritten.add(written);
        } else {
            written.complete();
        }
        return written.future();
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
