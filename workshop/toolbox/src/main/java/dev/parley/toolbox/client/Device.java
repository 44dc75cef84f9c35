package dev.parley.toolbox.client;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a good client is: it keeps a cursor a conversation and an outbox, and after every reconnect syncs and sends again. Safe
 * on any thread.
 */
public final class Device implements AutoCloseable {
    /** Ids of version 7, as clients should make them: the same id is then the same message for ever. */
    private static final TimeBasedEpochRandomGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    private static final Duration CONNECT = Duration.ofSeconds(15);

    private final Person person;
    private final Bell bell = new Bell();
    private final Outbox outbox = new Outbox();
    private final Inbox inbox;
    private volatile LiveSocket socket;

    Device(Parley parley, Person person) {
        this.person = person;
        this.inbox = new Inbox(parley, person, outbox, bell);
    }

    public Person person() {
        return person;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Connects through this gateway, syncs, and sends again what was not acknowledged. Blocks until all that is written. */
    public void connect(int gateway) {
        LiveSocket fresh = person.open(gateway, inbox)
                .orTimeout(CONNECT.toSeconds(), TimeUnit.SECONDS)
                .join();
        socket = fresh;
        await("welcome", CONNECT, () -> inbox.isWelcome(fresh) || !fresh.isOpen());
        inbox.askForAll(fresh);
        outbox.pending().forEach(outgoing -> outgoing.writeTo(fresh));
    }

    /** Breaks the connection, as a lost network does, and returns when it is gone. */
    public void cut() {
        LiveSocket current = socket;
        if (current != null) {
            current.cut();
            current.ended().orTimeout(CONNECT.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    /** The socket of now, or null before the first {@link #connect}. */
    public LiveSocket socket() {
        return socket;
    }

    public boolean connected() {
        LiveSocket current = socket;
        return current != null && current.isOpen();
    }

    /** Sends a message, now or after the next connect. Returns its id. */
    public UUID send(UUID conversation, String text) {
        UUID id = IDS.generate();
        Outbox.Outgoing outgoing = to -> to.send(id, conversation, text);
        outbox.add(id, outgoing);
        if (connected()) {
            outgoing.writeTo(socket);
        }
        return id;
    }

    /** Everything of a conversation so far, from seq 1 without a hole, voids included. */
    public List<ChatEvent> events(UUID conversation) {
        return inbox.all(conversation);
    }

    /** What of it counts: no voids, no repeated sends. */
    public List<ChatEvent> counting(UUID conversation) {
        return inbox.counting(conversation);
    }

    public long cursor(UUID conversation) {
        return inbox.cursor(conversation);
    }

    /** Whether this person is known to have been removed from a conversation, or to have left it. */
    public boolean hasLeft(UUID conversation) {
        return inbox.hasLeft(conversation);
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

    @Override
    public void close() {
        if (connected()) {
            socket.close();
        }
    }

    private String state() {
        return person.username() + " (" + connection() + ") has " + inbox.cursors() + ", "
                + outbox.pending().size() + " unanswered, refused "
                + outbox.refused().values();
    }

    private String connection() {
        LiveSocket current = socket;
        if (current == null) {
            return "never connected";
        }
        return current.isOpen()
                ? "connected"
                : "not connected: " + current.ended().join();
    }
}
