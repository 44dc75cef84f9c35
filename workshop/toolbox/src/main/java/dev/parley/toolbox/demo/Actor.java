package dev.parley.toolbox.demo;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody who acts over a socket and waits until what he did stands in the log. Blocks. */
final class Actor implements AutoCloseable {
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 500;

    private final Person person;
    private final RecordedSocket socket;

    Actor(Person person) {
        this.person = person;
        this.socket = RecordedSocket.open(person, 0);
    }

    Person person() {
        return person;
    }

    /** Does it and answers its seq. The same id is used again if the system asks for patience, so that it is done once. */
    long act(UUID id, UUID conversation, Frame frame) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int before = answers(id);
            frame.write(socket.say(), id);
            if (acknowledged(id, before)) {
                return socket.await(
                                ServerFrame.Event.class,
                                event -> id.equals(event.event().id())
                                        && conversation.equals(event.event().conversation()))
                        .event()
                        .seq();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS * (attempt + 1)));
        }
        throw new IllegalStateException(
                "the system has refused for too long to take what " + person.username() + " says");
    }

    void read(UUID conversation, long seq) {
        socket.say().read(conversation, seq);
        socket.settle();
    }

    /** How a frame is written to a socket. */
    interface Frame {
        void write(LiveSocket socket, UUID id);
    }

    /** True if acknowledged, false if refused for now; {@code before}: refusals that belong to earlier attempts. */
    private boolean acknowledged(UUID id, int before) {
        socket.await(
                ServerFrame.class,
                frame -> (frame instanceof ServerFrame.Ack ack && id.equals(ack.id())) || answers(id) > before);
        if (socket.heard(ServerFrame.Ack.class).stream().anyMatch(ack -> id.equals(ack.id()))) {
            return true;
        }
        var refusal = socket.heard(ServerFrame.Refusal.class).stream()
                .filter(heard -> id.equals(heard.id()))
                .reduce((_, last) -> last)
                .orElseThrow();
        if (!refusal.code().equals("rate_limited") && !refusal.code().equals("unavailable")) {
            throw new IllegalStateException(person.username() + " was refused: " + refusal);
        }
        return false;
    }

    private int answers(UUID id) {
        return (int) socket.heard(ServerFrame.Refusal.class).stream()
                .filter(refusal -> id.equals(refusal.id()))
                .count();
    }

    @Override
    public void close() {
        socket.say().close();
    }
}
