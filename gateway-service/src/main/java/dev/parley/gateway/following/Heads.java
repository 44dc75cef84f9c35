package dev.parley.gateway.following;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.HeadsDigest;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.runtime.Sweeps;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Hears from the routers how far conversations are, so that a lost last event is noticed here, and tells clients the same, so that
 * it is noticed there. Each user has his turn once an interval and is told what moved since his last one; nothing, if nothing
 * did.
 */
@Singleton
final class Heads {
    private static final Logger LOG = Logger.getLogger(Heads.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Hub hub;
    private final Delivery delivery;
    private final ObjectReader reader;
    private final Duration interval;
    private final int partitions;

    Heads(Hub hub, Delivery delivery, ObjectMapper mapper, HeadsConfig config, HeadsConfig.Log log) {
        this.hub = hub;
        this.delivery = delivery;
        this.reader = mapper.readerFor(HeadsDigest.class);
        this.interval = config.interval();
        this.partitions = log.partitions();
    }

    void start(@Observes StartupEvent event, Subscriptions subscriptions, Sweeps sweeps) {
        for (int partition = 0; partition < partitions; partition++) {
            subscriptions.subscribe(Channels.heads(partition), this::digest);
        }
        sweeps.every(TICK, this::sweep);
    }

    private void digest(byte[] bytes) {
        try {
            HeadsDigest digest = reader.readValue(bytes);
            digest.heads()
                    .forEach((id, seq) -> hub.conversation(ConversationId.of(id))
                            .ifPresent(conversation -> conversation.headIs(seq)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("event=digest_unreadable bytes=%d", bytes.length);
        }
    }

    private void sweep() {
        int sweep = delivery.nextSweep();
        int turns = Math.toIntExact(Math.max(1, interval.toSeconds()));
        for (LocalUser user : hub.users()) {
            if (Math.floorMod(user.id().hashCode() + sweep, turns) == 0) {
                tell(user, sweep);
            }
        }
    }

    /** What moved from the sweep of the last telling on, up to but without this one: each move is told once. */
    private void tell(LocalUser user, int sweep) {
        Map<ConversationId, Long> heads = new HashMap<>();
        for (ConversationId id : user.follows()) {
            hub.conversation(id).ifPresent(conversation -> {
                int movedAt = conversation.movedAt();
                if (movedAt >= user.headsToldAt() && movedAt < sweep && movedAt > 0) {
                    heads.put(id, conversation.head());
                }
            });
        }
        user.headsToldAt(sweep);
        if (!heads.isEmpty()) {
            user.send(new ServerFrame.Heads(heads));
        }
    }
}
