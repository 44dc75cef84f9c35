package dev.parley.verify.client;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.Refused;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.Logbook;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Somebody's device: it stays connected through whichever gateway answers, misses nothing, sends again what was not answered,
 * and notes all it sees. Safe on any thread.
 */
public final class Client {
    private static final long CONNECT_SECONDS = 10;
    private static final long LONGEST_PAUSE = 1_000;

    private final Identity identity;
    private final Logbook logbook;
    private final Later later;
    private final Reading reading;
    private final Writing writing;
    private final int gateways;
    /** The gateway that comes after the one of now. */
    private volatile int turn;

    private volatile LiveSocket socket;
    private volatile boolean closed;

    /** @param first the gateway to be tried first */
    public Client(Identity identity, Logbook logbook, Later later, int gateways, int first) {
        this.identity = identity;
        this.logbook = logbook;
        this.later = later;
        this.reading = new Reading(identity, logbook, later);
        this.writing = new Writing(logbook, later);
        this.gateways = gateways;
        this.turn = first;
    }

    public Identity identity() {
        return identity;
    }

    public UUID user() {
        return identity.person().id();
    }

    public boolean connected() {
        LiveSocket current = socket;
        return current != null && current.isOpen();
    }

    /** The socket of now, or null. */
    public LiveSocket socket() {
        return socket;
    }

    public long cursor(UUID conversation) {
        return reading.cursor(conversation);
    }

    /** All of a conversation that it has without a gap, from seq 1. */
    public List<Event> events(UUID conversation) {
        return reading.events(conversation);
    }

    /** Whether it was told that it was put out of this conversation. */
    public boolean hasLeft(UUID conversation) {
        return reading.hasLeft(conversation);
    }

    public int unanswered() {
        return writing.unanswered();
    }

    public void send(Outgoing outgoing) {
        writing.send(outgoing);
    }

    public void sendAllAgain() {
        writing.sendAllAgain();
    }

    /** Connects, and from then on stays connected. */
    public void start() {
        Thread.ofVirtual().start(this::connect);
    }

    /** Breaks the connection, as a lost network does. */
    public void cut() {
        LiveSocket current = socket;
        if (current != null && current.isOpen()) {
            current.cut();
        }
    }

    public void close() {
        closed = true;
        LiveSocket current = socket;
        if (current != null && current.isOpen()) {
            current.close();
        }
    }

    private synchronized void connect() {
        while (!closed && !connected()) {
            int gateway = Math.floorMod(turn++, gateways);
            Ear ear = ear(gateway, true);
            try {
                identity.renew();
                LiveSocket fresh = identity.person()
                        .open(gateway, ear)
                        .orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .join();
                socket = fresh;
                var _ = fresh.ended().thenRun(() -> comeBack(ear));
            } catch (CompletionException | UncheckedIOException | Refused e) {
                pause();
            }
        }
    }

    private void comeBack(Ear ear) {
        if (!closed) {
            long pause =
                    ear.goodbye().orElseGet(() -> ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
            later.run(pause, this::start);
        }
    }

    private Ear ear(int gateway, boolean main) {
        return new Ear(logbook.newSocket(user(), gateway), logbook, later, reading, writing, main);
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE / 4, LONGEST_PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens one more socket of the same person at another gateway, which only listens and answers for what is written to it. */
    public LiveSocket openElsewhere() {
        int gateway = Math.floorMod(turn, gateways);
        return identity.person()
                .open(gateway, ear(gateway, false))
                .orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
