package dev.parley.toolbox.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a device has heard, over all its sockets, and the asking for what it lacks. Frames come on event loops; safe on any
 * thread.
 */
final class Inbox implements FrameListener {
    private static final int REMEMBERED_IDS = 10_000;
    private static final long AGAIN_AFTER = 300;
    private static final long UNANSWERED_AFTER = 5_000;

    private final Parley parley;
    private final Person person;
    private final Outbox outbox;
    private final Bell bell;
    private final Map<UUID, Notebook> notebooks = new HashMap<>();
    private final Set<UUID> left = new HashSet<>();
    private LiveSocket welcomed;

    Inbox(Parley parley, Person person, Outbox outbox, Bell bell) {
        this.parley = parley;
        this.person = person;
        this.outbox = outbox;
        this.bell = bell;
    }

    @Override
    public void onFrame(LiveSocket from, ServerFrame frame) {
        hear(from, frame);
        bell.ring();
    }

    @Override
    public void onEnd(LiveSocket from, SocketEnd end) {
        bell.ring();
    }

    /** Whether this socket has been greeted. */
    synchronized boolean isWelcome(LiveSocket socket) {
        return welcomed == socket;
    }

    /** Asks for everything that may be missing. */
    synchronized void askForAll(LiveSocket socket) {
        notebooks.values().forEach(notebook -> notebook.asking(null));
        socket.sync(cursors(), true);
    }

    /** How far each conversation is known that this person is in. */
    synchronized Map<UUID, Long> cursors() {
        Map<UUID, Long> cursors = new HashMap<>();
        notebooks.forEach((conversation, notebook) -> {
            if (!left.contains(conversation)) {
                cursors.put(conversation, notebook.log().cursor());
            }
        });
        return cursors;
    }

    synchronized long cursor(UUID conversation) {
        Notebook notebook = notebooks.get(conversation);
        return notebook == null ? 0 : notebook.log().cursor();
    }

    synchronized List<ChatEvent> all(UUID conversation) {
        Notebook notebook = notebooks.get(conversation);
        return notebook == null ? List.of() : new ArrayList<>(notebook.all());
    }

    synchronized List<ChatEvent> counting(UUID conversation) {
        Notebook notebook = notebooks.get(conversation);
        return notebook == null ? List.of() : new ArrayList<>(notebook.counting());
    }

    synchronized boolean hasLeft(UUID conversation) {
        return left.contains(conversation);
    }

    private synchronized void hear(LiveSocket from, ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Welcome _ -> welcomed = from;
            case ServerFrame.Ack ack -> outbox.acked(ack);
            case ServerFrame.Refusal refusal -> refused(from, refusal);
            case ServerFrame.Event(ChatEvent event) -> take(from, event);
            case ServerFrame.Synced synced -> synced(from, synced);
            case ServerFrame.Heads(Map<UUID, Long> heads) ->
                heads.forEach((conversation, seq) -> mayLack(from, conversation, seq));
            case ServerFrame.ConversationChanged changed -> changed(from, changed);
            case ServerFrame.Mark _,
                    ServerFrame.Typing _,
                    ServerFrame.Presence _,
                    ServerFrame.Signal _,
                    ServerFrame.Goodbye _,
                    ServerFrame.Pong _,
                    ServerFrame.Unknown _ -> {}
        }
    }

    /** A sync that could not be answered is asked again: for everything, since the refusal does not say what it left out. */
    private void refused(LiveSocket from, ServerFrame.Refusal refusal) {
        long after = refusal.retryAfter() > 0 ? refusal.retryAfter() * 1_000 : AGAIN_AFTER;
        if (outbox.refused(refusal)) {
            parley.later(after, () -> outbox.again(refusal.id(), from));
        } else if (refusal.id() == null && "unavailable".equals(refusal.code())) {
            parley.later(after, () -> askForAll(from));
        }
    }

    private void take(LiveSocket from, ChatEvent event) {
        Notebook notebook = notebook(event.conversation());
        if (notebook.log().offer(event) == ConversationLog.Outcome.GAP) {
            ask(from, event.conversation(), notebook);
        }
    }

    private void mayLack(LiveSocket from, UUID conversation, long head) {
        Notebook notebook = notebook(conversation);
        if (notebook.log().cursor() < head) {
            ask(from, conversation, notebook);
        }
    }

    private void ask(LiveSocket from, UUID conversation, Notebook notebook) {
        if (notebook.asking() != from) {
            notebook.asking(from);
            from.sync(Map.of(conversation, notebook.log().cursor()), false);
            parley.later(UNANSWERED_AFTER, () -> askAgainIfUnanswered(from, conversation));
        }
    }

    private synchronized void askAgainIfUnanswered(LiveSocket from, UUID conversation) {
        if (notebook(conversation).asking() == from) {
            askAgain(from, conversation);
        }
    }

    /** History may lag behind the live stream for a moment: what is still missing then is asked for again. */
    private void synced(LiveSocket from, ServerFrame.Synced synced) {
        Notebook notebook = notebook(synced.conversation());
        notebook.asking(null);
        if (synced.more()) {
            Thread.ofVirtual().start(() -> page(from, synced.conversation()));
        } else if (notebook.log().hasGap()) {
            notebook.asking(from);
            parley.later(AGAIN_AFTER, () -> askAgain(from, synced.conversation()));
        }
    }

    private synchronized void askAgain(LiveSocket from, UUID conversation) {
        Notebook notebook = notebook(conversation);
        notebook.asking(null);
        ask(from, conversation, notebook);
    }

    /** Reads on over REST, and then asks for what has come meanwhile, or for the same again if that failed. */
    private void page(LiveSocket from, UUID conversation) {
        try {
            List<ChatEvent> missing = person.history(conversation, cursor(conversation));
            synchronized (this) {
                missing.forEach(event -> take(from, event));
            }
            bell.ring();
        } finally {
            parley.later(AGAIN_AFTER, () -> askAgain(from, conversation));
        }
    }

    private void changed(LiveSocket from, ServerFrame.ConversationChanged changed) {
        switch (changed.change()) {
            case "added" -> {
                left.remove(changed.conversation());
                ask(from, changed.conversation(), notebook(changed.conversation()));
            }
            case "removed" -> left.add(changed.conversation());
            default -> {}
        }
    }

    private Notebook notebook(UUID conversation) {
        return notebooks.computeIfAbsent(conversation, _ -> new Notebook(REMEMBERED_IDS));
    }
}
