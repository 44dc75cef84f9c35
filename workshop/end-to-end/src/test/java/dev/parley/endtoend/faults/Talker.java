package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import dev.parley.toolbox.client.SocketEnd;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * One who talks without waiting for answers. If his socket is put out for that, he comes back as a client does, and says again what
 * is unanswered. For one thread.
 */
final class Talker {
    /** Too slow, or flooding: what a gateway may do with a socket that asks too much of it. */
    static final Set<Integer> PUT_OUT = Set.of(4408, 4429);

    /** Below the refusals in a row at which a socket is put out. */
    private static final int SAID_AGAIN_AT_ONCE = 200;

    private final Person person;
    private final int gateway;
    private final UUID conversation;
    private final List<RecordedSocket> sockets = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> comingBack = CompletableFuture.completedFuture(null);
    private final Set<UUID> said = new HashSet<>();
    private final Set<UUID> saidAgain = new HashSet<>();

    /** What was said on the socket that he has now. */
    private final Set<UUID> saidHere = new HashSet<>();

    Talker(Person person, int gateway, UUID conversation) {
        this.person = person;
        this.gateway = gateway;
        this.conversation = conversation;
        open();
    }

    UUID conversation() {
        return conversation;
    }

    /** Says this, unless the socket is gone: then he comes back, and until then says nothing. */
    void say(UUID id, String text) {
        if (isHere()) {
            said.add(id);
            saidHere.add(id);
            socket().say().send(id, conversation, text);
        }
    }

    private boolean isHere() {
        if (comingBack.isDone() && !socket().say().isOpen()) {
            // Lost if the close frame was not read in time: then the gateways' own account must have it.
            assertThat(socket().awaitEnd().code()).matches(code -> PUT_OUT.contains(code) || code == SocketEnd.LOST);
            saidHere.clear();
            comingBack = CompletableFuture.runAsync(this::open, Thread::startVirtualThread);
        }
        return comingBack.isDone();
    }

    /** Says again, some at a time, what was said on sockets that are gone and is unanswered. Returns whether everything has an answer. */
    boolean everythingIsAnswered(String text) {
        Set<UUID> unanswered = new HashSet<>(said);
        unanswered.removeAll(acked());
        unanswered.removeAll(refused().keySet());
        if (isHere() && Collections.disjoint(unanswered, saidHere)) {
            unanswered.stream().limit(SAID_AGAIN_AT_ONCE).forEach(id -> {
                saidAgain.add(id);
                say(id, text);
            });
        }
        return unanswered.isEmpty();
    }

    private void open() {
        var socket = RecordedSocket.open(person, gateway);
        socket.follow(conversation);
        sockets.add(socket);
    }

    private RecordedSocket socket() {
        return sockets.getLast();
    }

    int said() {
        return said.size();
    }

    /** How often his socket was put out. */
    int putOut() {
        return (int) sockets.stream().filter(socket -> !socket.say().isOpen()).count();
    }

    Set<UUID> acked() {
        Set<UUID> acked = new HashSet<>();
        heard(ServerFrame.Ack.class).forEach(ack -> acked.add(ack.id()));
        return acked;
    }

    /** Ids that were refused, and the code of the first refusal. */
    Map<UUID, String> refused() {
        Map<UUID, String> refused = new HashMap<>();
        heard(ServerFrame.Refusal.class)
                .filter(refusal -> refusal.id() != null)
                .forEach(refusal -> refused.putIfAbsent(refusal.id(), refusal.code()));
        return refused;
    }

    /** What cannot have been kept: the only answer to it was that it comes too fast. What was said twice may have been, the first time. */
    Set<UUID> refusedAsTooFast() {
        Set<UUID> refused = new HashSet<>();
        refused().forEach((id, code) -> {
            if (code.equals("rate_limited") && !saidAgain.contains(id)) {
                refused.add(id);
            }
        });
        return refused;
    }

    private <T extends ServerFrame> Stream<T> heard(Class<T> kind) {
        return sockets.stream().map(socket -> socket.heard(kind)).flatMap(List::stream);
    }

    void close() {
        socket().say().close();
    }
}
