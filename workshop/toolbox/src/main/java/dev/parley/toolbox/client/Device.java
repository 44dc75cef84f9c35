package dev.parley.toolbox.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a good client is: it keeps a cursor a conversation and an outbox, and after every reconnect syncs and sends again. Safe
 * on any thread; frames are dealt with on the event loop of the socket.
 */
public final class Device implements AutoCloseable {
    private static final int REMEMBERED_IDS = 10_000;
    private static final long AGAIN_AFTER = 300;
    private static final Duration CONNECT = Duration.ofSeconds(15);

    private final Parley parley;
    private final Person person;
    private final Bell bell = new Bell();
    private final Outbox outbox = new Outbox();
    private final Map<UUID, Notebook> notebooks = new HashMap<>();
    private final Set<UUID> left = new HashSet<>();
    private LiveSocket socket;
    private boolean welcome;

    Device(Parley parley, Person person) {
        this.parley = parley;
        this.person = person;
    }

    public Person person() {
        return person;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Connects through this gateway, syncs, and sends again what was not acknowledged. Blocks until all that is written. */
    public void connect(int gateway) {
        synchronized (this) {
            welcome = false;
        }
        LiveSocket fresh = person.open(gateway, new Ears())
                .orTimeout(CONNECT.toSeconds(), TimeUnit.SECONDS)
                .join();
        synchronized (this) {
            socket = fresh;
        }
        await("welcome", CONNECT, () -> welcome || !fresh.isOpen());
        fresh.sync(cursors(), true);
        outbox.pending().forEach(outgoing -> outgoing.writeTo(fresh));
    }

    /** Breaks the connection, as a lost network does, and returns when it is gone. */
    public void cut() {
        LiveSocket current = socket();
        if (current != null) {
            current.cut();
            current.ended().orTimeout(CONNECT.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    /** The socket of now, or null before the first {@link #connect}. */
    public synchronized LiveSocket socket() {
        return socket;
    }

    public boolean connected() {
        LiveSocket current = socket();
        return current != null && current.isOpen();
    }

    /** Sends a message, now or after the next connect. Returns its id. */
    public UUID send(UUID conversation, String text) {
        UUID id = UUID.randomUUID();
        Outbox.Outgoing outgoing = to -> to.send(id, conversation, text);
        outbox.add(id, outgoing);
        if (connected()) {
            outgoing.writeTo(socket());
        }
        return id;
    }

    /** Everything of a conversation so far, from seq 1 without a hole, voids included. */
    public synchronized List<ChatEvent> events(UUID conversation) {
        Notebook notebook = notebooks.get(conversation);
        return notebook == null ? List.of() : new ArrayList<>(notebook.all());
    }

    /** What of it counts: no voids, no repeated sends. */
    public synchronized List<ChatEvent> counting(UUID conversation) {
        Notebook notebook = notebooks.get(conversation);
        return notebook == null ? List.of() : new ArrayList<>(notebook.counting());
    }

    public synchronized long cursor(UUID conversation) {
        Notebook notebook = notebooks.get(conversation);
        return notebook == null ? 0 : notebook.log().cursor();
    }

    /** Whether this person is known to have been removed from a conversation, or to have left it. */
    public synchronized boolean hasLeft(UUID conversation) {
        return left.contains(conversation);
    }

    /** Waits until everything up to {@code seq} is there. */
    public void awaitSeq(UUID conversation, long seq, Duration atMost) {
        await("seq " + seq + " of " + conversation, atMost, () -> cursor(conversation) >= seq);
    }

    /** Waits until nothing is unanswered. */
    public void awaitAcks(Duration atMost) {
        await("acks of " + person.username(), atMost, outbox::isEmpty);
    }

    public void await(String what, Duration atMost, BooleanSupplier condition) {
        bell.await(what, atMost, condition, this::state);
    }

    /** Asks for everything that may be missing now, as at a reconnect. */
    public void sync() {
        if (connected()) {
            socket().sync(cursors(), true);
        }
    }

    @Override
    public void close() {
        if (connected()) {
            socket().close();
        }
    }

    private synchronized Map<UUID, Long> cursors() {
        Map<UUID, Long> cursors = new HashMap<>();
        notebooks.forEach((conversation, notebook) -> {
            if (!left.contains(conversation)) {
                cursors.put(conversation, notebook.log().cursor());
            }
        });
        return cursors;
    }

    private synchronized String state() {
        return person.username() + (connected() ? " (connected)" : " (not connected)") + " has " + cursors() + ", "
                + outbox.pending().size() + " unanswered, refused "
                + outbox.refused().values();
    }

    /** The frames of one socket. */
    private final class Ears implements FrameListener {
        @Override
        public void onFrame(LiveSocket from, ServerFrame frame) {
            synchronized (Device.this) {
                hear(from, frame);
            }
            bell.ring();
        }

        @Override
        public void onEnd(LiveSocket from, SocketEnd end) {
            bell.ring();
        }

        private void hear(LiveSocket from, ServerFrame frame) {
            switch (frame) {
                case ServerFrame.Welcome _ -> welcome = true;
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

        private void refused(LiveSocket from, ServerFrame.Refusal refusal) {
            if (outbox.refused(refusal)) {
                long after = refusal.retryAfter() > 0 ? refusal.retryAfter() * 1_000 : AGAIN_AFTER;
                parley.later(after, () -> outbox.again(refusal.id(), from));
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
                parley.later(AGAIN_AFTER, () -> {
                    synchronized (Device.this) {
                        notebook.asking(null);
                        ask(from, synced.conversation(), notebook);
                    }
                });
            }
        }

        private void page(LiveSocket from, UUID conversation) {
            List<ChatEvent> missing = person.history(conversation, cursor(conversation));
            synchronized (Device.this) {
                missing.forEach(event -> take(from, event));
            }
            bell.ring();
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
}
