package dev.parley.verify.script;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.Refused;
import dev.parley.verify.client.Client;
import dev.parley.verify.client.Outgoing;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.MemberChange;
import dev.parley.verify.record.Room;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Moves that wait for something, each on a virtual thread, a bounded number at a time; what is too much is left out. */
final class SideMoves implements AutoCloseable {
    private static final int AT_A_TIME = 16;
    private static final int SMALLEST_CHANGING = 4;

    private final Logbook logbook;
    private final Map<UUID, Client> byUser;
    private final Map<UUID, UUID> outOf = new HashMap<>();
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SideMoves(Cast cast, Logbook logbook) {
        this.logbook = logbook;
        this.byUser = cast.byUser();
    }

    /** Puts a member out of a group, or lets the one who is out in again. */
    void changeMembers(Room group, int choice) {
        int others = group.founders().size() - 1;
        if (group.direct() || others + 1 < SMALLEST_CHANGING) {
            return;
        }
        UUID out;
        UUID victim;
        synchronized (outOf) {
            out = outOf.remove(group.id());
            victim = out != null ? out : group.founders().get(1 + choice % others);
            if (out == null) {
                outOf.put(group.id(), victim);
            }
        }
        run(() -> change(group, victim, out != null));
    }

    private void change(Room group, UUID user, boolean add) {
        Person owner = byUser.get(group.founders().getFirst()).identity().person();
        Person member = byUser.get(user).identity().person();
        logbook.add(new MemberChange(group.id(), user, add, logbook.now()));
        if (add) {
            owner.add(group.id(), member);
        } else {
            owner.remove(group.id(), member);
        }
    }

    /** Writes the same frame over two sockets at two gateways. */
    void burst(Client client, Outgoing outgoing, int copies) {
        LiveSocket own = client.socket();
        if (!client.connected()) {
            client.send(outgoing);
            return;
        }
        run(() -> {
            client.send(outgoing);
            LiveSocket other = client.openElsewhere();
            try {
                for (int copy = 1; copy < copies; copy++) {
                    outgoing.attempt().written(-1, logbook.nextWrite());
                    outgoing.frame().writeTo(copy % 2 == 0 ? own : other);
                }
                Script.await(5, () -> outgoing.attempt().isAcked());
            } finally {
                other.close();
            }
        });
    }

    private void run(Runnable work) {
        if (!room.tryAcquire()) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (Refused | UncheckedIOException | CompletionException e) {
                    // A part of the system is down just now; whether it came to something is seen in the log.
                } finally {
                    room.release();
                }
            });
        } catch (RejectedExecutionException e) {
            room.release();
        }
    }

    /** Waits for what has begun. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
