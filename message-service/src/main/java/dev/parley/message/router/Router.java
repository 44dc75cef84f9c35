package dev.parley.message.router;

import dev.parley.api.channel.HeadsDigest;
import dev.parley.api.topic.Topics;
import dev.parley.message.router.RouterState.Phase;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Counts and publishes the events of the partitions it owns, from {@link #run} to {@link #stop}, on one platform thread.
 *
 * <p>Three rules keep the seqs right. An event is counted before it is published and saved after it: so a checkpoint implies published. While something waits for Redis,
 * nothing is taken and nothing is saved. And a checkpoint is one transaction with the group's offsets: a router that has lost its partitions
 * cannot save, and what it still publishes has the seqs that the new owner gives too.
 */
final class Router {
    private static final Logger LOG = Logger.getLogger(Router.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Ledgers ledgers;
    private final PacedPoller poller;
    private final Checkpoints checkpoints;
    private final Backlog backlog;
    private final Fanout fanout;
    private final RouterMetrics metrics;
    private final Rhythm rhythm;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile RouterState state = RouterState.of(Phase.STARTING);

    /** @param plant everything made for this run; the router closes it at its end */
    Router(RouterPlant plant, Fanout fanout, RouterMetrics metrics, Clock clock) {
        this.consumer = plant.consumer();
        this.checkpoints = plant.checkpoints();
        this.ledgers = new Ledgers(consumer, plant.reader(), new Comings());
        this.backlog = new Backlog(fanout);
        Tally tally = new Tally(ledgers, metrics);
        this.poller = new PacedPoller(consumer, tally::count, backlog, plant.pacing(), this::rest);
        this.fanout = fanout;
        this.metrics = metrics;
        this.rhythm = new Rhythm(plant.checkpointInterval(), clock);
    }

    RouterState state() {
        return state;
    }

    /** Ends {@link #run} soon, in good order. From any thread. */
    void stop() {
        stopping.countDown();
        consumer.wakeup();
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    private boolean rest(Duration duration) {
        try {
            return !stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Routes until it is stopped.
     *
     * @throws RouterRefusal if a person must look first
     * @throws org.apache.kafka.common.KafkaException if it broke down; another one may be begun
     */
    void run() {
        try {
            consumer.subscribe(List.of(Topics.EVENTS), ledgers);
            while (!stopping()) {
                turn();
            }
        } catch (WakeupException e) {
            LOG.debug("router=woken");
        } finally {
            // Leaving the group calls the listener once more, which saves what there is to save.
            consumer.close(CloseOptions.timeout(PATIENCE));
            checkpoints.close();
        }
    }

    private void turn() {
        if (backlog.isEmpty()) {
            poller.poll();
        } else {
            consumer.pause(consumer.assignment());
            // Nothing can come of it but a place kept in the group; it is also the pause between two tries.
            consumer.poll(backlog.pause());
        }
        publish();
        if (backlog.isEmpty()) {
            checkpoint();
        }
        if (rhythm.digestDue()) {
            digest();
        }
    }

    private void publish() {
        if (!backlog.isEmpty()) {
            metrics.published(backlog.publish(), rhythm.now());
        }
        metrics.waiting(backlog.size());
        if (!backlog.isEmpty()) {
            enter(Phase.WAITING_FOR_REDIS);
        } else {
            if (!consumer.paused().isEmpty()) {
                consumer.resume(consumer.paused());
            }
            enter(Phase.ROUTING);
        }
    }

    private void enter(Phase phase) {
        if (state.phase() != phase) {
            LOG.infof("router=%s", phase);
            state = RouterState.of(phase);
        }
    }

    private void checkpoint() {
        if (!rhythm.checkpointDue() || checkpoints.busy()) {
            return;
        }
        rhythm.checkpointTaken();
        Map<Integer, Long> lags = new HashMap<>();
        ledgers.all()
                .forEach(ledger -> consumer.currentLag(new TopicPartition(Topics.EVENTS, ledger.partition()))
                        .ifPresent(lag -> lags.put(ledger.partition(), lag)));
        metrics.lag(lags);
        take(ledgers.all()).ifPresent(checkpoints::begin);
    }

    private Optional<Checkpoint> take(Collection<PartitionLedger> from) {
        List<PartitionLedger.Section> sections = from.stream()
                .filter(PartitionLedger::moved)
                .map(PartitionLedger::take)
                .toList();
        return sections.isEmpty() ? Optional.empty() : Optional.of(new Checkpoint(sections, consumer.groupMetadata()));
    }

    private void digest() {
        for (PartitionLedger ledger : ledgers.all()) {
            ledger.heads().forEach(heads -> fanout.publish(ledger.partition(), new HeadsDigest(heads)));
        }
    }

    /** Kafka calls it within {@code poll}, so on the router's thread. */
    private final class Comings implements Ledgers.Handover {
        @Override
        public void arrived(Collection<TopicPartition> partitions) {
            if (!backlog.isEmpty()) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void leaving(Collection<PartitionLedger> leaving) {
            // With something unpublished, counts are ahead of what was published: the last checkpoint stands, and the
            // new owner repeats a little.
            if (backlog.isEmpty() && checkpoints.settle(PATIENCE)) {
                take(leaving).ifPresent(last -> {
                    checkpoints.begin(last);
                    checkpoints.settle(PATIENCE);
                });
            }
        }
    }
}
