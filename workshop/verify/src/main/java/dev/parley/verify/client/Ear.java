package dev.parley.verify.client;

import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.ContractBroken;
import dev.parley.toolbox.client.FrameListener;
import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.ServerFrame;
import dev.parley.toolbox.client.SocketEnd;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.SocketLog;
import java.util.Optional;

/** Hears one socket: notes what comes, and passes it on to whom it concerns. Runs on event loops. */
final class Ear implements FrameListener {
    private static final long AGAIN_AFTER = 300;

    private final SocketLog log;
    private final Logbook logbook;
    private final Later later;
    private final Reading reading;
    private final Writing writing;
    private final boolean main;
    private volatile Long goodbye;

    /** @param main whether this socket is the one that its client syncs and sends over */
    Ear(SocketLog log, Logbook logbook, Later later, Reading reading, Writing writing, boolean main) {
        this.log = log;
        this.logbook = logbook;
        this.later = later;
        this.reading = reading;
        this.writing = writing;
        this.main = main;
    }

    /** After how many milliseconds the gateway asked to come back, if it left in good order. */
    Optional<Long> goodbye() {
        return Optional.ofNullable(goodbye);
    }

    @Override
    public void onText(LiveSocket from, String text) {
        try {
            onFrame(from, ServerFrame.of(text));
        } catch (ContractBroken | IllegalArgumentException e) {
            log.hearNonsense(e.getMessage());
        }
    }

    @Override
    public void onFrame(LiveSocket from, ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Welcome _ -> welcome(from);
            case ServerFrame.Ack ack -> writing.acked(ack.id());
            case ServerFrame.Refusal refusal -> refused(from, refusal);
            case ServerFrame.Event(ChatEvent event) -> hear(from, event);
            case ServerFrame.Synced synced -> reading.synced(from, synced);
            case ServerFrame.Heads(var heads) -> reading.heads(from, heads);
            case ServerFrame.ConversationChanged changed -> reading.changed(from, changed);
            case ServerFrame.Mark mark -> log.hearMark(mark.type(), mark.conversation(), mark.user(), mark.seq());
            case ServerFrame.Goodbye(long after) -> goodbye = after;
            case ServerFrame.Typing _, ServerFrame.Presence _, ServerFrame.Signal _, ServerFrame.Pong _ -> {}
            // The contract lets a client ignore a type it does not know.
            case ServerFrame.Unknown _ -> {}
        }
    }

    private void welcome(LiveSocket from) {
        if (main) {
            reading.askForAll(from);
            writing.over(from, log);
        }
    }

    private void hear(LiveSocket from, ChatEvent event) {
        Event seen = logbook.same(Event.of(event.conversation(), event.seq(), event.kind(), event.json()));
        log.hear(seen, logbook.now());
        reading.take(from, seen);
    }

    /** A sync that could not be answered is asked again. */
    private void refused(LiveSocket from, ServerFrame.Refusal refusal) {
        if (refusal.id() != null) {
            writing.refused(refusal);
        } else if ("unavailable".equals(refusal.code())) {
            later.run(AGAIN_AFTER, () -> {
                if (from.isOpen()) {
                    reading.askForAll(from);
                }
            });
        }
    }

    @Override
    public void onEnd(LiveSocket from, SocketEnd end) {
        writing.socketEnded(from);
    }
}
