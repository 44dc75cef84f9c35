package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.FrameListener;
import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.ServerFrame;
import dev.parley.toolbox.client.SocketEnd;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One person's socket under load. It keeps a cursor a conversation, as every client does, and tells the tally what it hears;
 * it does not ask for what it missed, because that is what is measured. Frames come on one event loop; {@link #send} may be
 * called on any thread.
 */
final class LoadSocket implements FrameListener {
    private static final int PATIENCE_SECONDS = 20;

    private final Map<String, Long> cursors = new HashMap<>();
    private final CompletableFuture<Void> welcome = new CompletableFuture<>();
    private volatile Tally tally = Tally.none();
    private volatile boolean closing;
    private LiveSocket socket;

    private LoadSocket() {}

    static LoadSocket open(Person person, int gateway) {
        var load = new LoadSocket();
        load.socket = person.open(gateway, load)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        load.welcome.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        return load;
    }

    void reportTo(Tally next) {
        tally = next;
    }

    void send(UUID id, UUID conversation, String text) {
        socket.send(id, conversation, text);
    }

    @Override
    public void onText(LiveSocket from, String text) {
        long now = System.nanoTime();
        FrameSketch frame = FrameSketch.of(text);
        switch (frame.type()) {
            case "welcome" -> welcome.complete(null);
            case "ack" -> tally.acked(frame.id(), now);
            case "event" -> take(frame, now);
            case "error" -> tally.refused(frame.id(), frame.code());
            case null, default -> {}
        }
    }

    private void take(FrameSketch frame, long now) {
        Long cursor = cursors.get(frame.conversation());
        if (cursor != null && frame.seq() <= cursor) {
            tally.repeated();
            return;
        }
        if (cursor != null && frame.seq() > cursor + 1) {
            tally.gap();
        }
        cursors.put(frame.conversation(), frame.seq());
        if ("message".equals(frame.kind())) {
            tally.delivered(frame.id(), now);
        }
    }

    @Override
    public void onFrame(LiveSocket from, ServerFrame frame) {
        throw new IllegalStateException("frames are read as texts");
    }

    @Override
    public void onEnd(LiveSocket from, SocketEnd end) {
        if (!closing) {
            tally.cut(end.code());
        }
    }

    void close() {
        closing = true;
        socket.close();
    }
}
