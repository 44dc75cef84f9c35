package dev.parley.gateway.drain;

import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import dev.parley.gateway.sending.Sends;
import dev.parley.gateway.session.Doors;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import dev.parley.gateway.socket.Sockets;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * What happens between SIGTERM and the end: no new sockets, {@code goodbye} with a slot to each that is open, the answers that
 * are still owed, and close 1001. On the thread that shuts the process down, while everything else still works.
 */
@Singleton
final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Doors doors;
    private final Sockets sockets;
    private final Sends sends;
    private final DrainConfig config;

    Drain(Doors doors, Sockets sockets, Sends sends, DrainConfig config) {
        this.doors = doors;
        this.sockets = sockets;
        this.sends = sends;
        this.config = config;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        drain();
    }

    void drain() {
        doors.close();
        List<ClientSocket> leaving = new ArrayList<>(sockets.all());
        LOG.infof("event=draining sockets=%d", leaving.size());
        Collections.shuffle(leaving, ThreadLocalRandom.current());
        Slots slots = new Slots(config.spread(), config.perSecond(), ThreadLocalRandom.current());
        for (int i = 0; i < leaving.size(); i++) {
            leaving.get(i).send(new ServerFrame.Goodbye(slots.millis(i, leaving.size())));
        }
        awaitAnswers();
        // Sockets that were let in while the doors were closing are closed as well; they have no slot, and choose one.
        sockets.all().forEach(socket -> socket.close(CloseCode.GOING_AWAY));
        LOG.info("event=drained");
    }

    private void awaitAnswers() {
        long deadline = System.nanoTime() + config.answersWithin().toNanos();
        try {
            while (!sends.isIdle() && System.nanoTime() < deadline) {
                Threads.pause(LOOK_AGAIN);
            }
        } catch (Unanswered interrupted) {
            LOG.warn("event=drain_interrupted");
        }
    }
}
