package dev.parley.persistence.kafka;

import dev.parley.persistence.retry.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * A platform thread on which one Kafka consumer lives: made when it can be, made anew, after a pause, if anything breaks
 * it, closed when the service stops. Whoever reads with it must be able to start again from what it has stored.
 */
public final class ConsumerThread {
    private static final Logger LOG = Logger.getLogger(ConsumerThread.class);
    private static final Duration TO_STOP = Duration.ofSeconds(8);

    private final Thread thread;
    private final Wait before;
    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final Function<KafkaConsumer<byte[], byte[]>, Optional<Runnable>> turns;
    private volatile KafkaConsumer<byte[], byte[]> open;
    private volatile boolean stopping;

    /** Something to wait for. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /**
     * @param before what must have happened before the first consumer is made
     * @param turns subscribes a new consumer and answers what to do with it again and again (poll once, and act on what
     *     came), or nothing if its time has not come yet
     */
    public ConsumerThread(
            String name,
            Wait before,
            Supplier<KafkaConsumer<byte[], byte[]>> consumers,
            Function<KafkaConsumer<byte[], byte[]>, Optional<Runnable>> turns) {
        this.thread = Thread.ofPlatform().name(name).unstarted(this::live);
        this.before = before;
        this.consumers = consumers;
        this.turns = turns;
    }

    public void start() {
        thread.start();
    }

    /** Lets the turn in hand end, then leaves the group, so that others take the partitions at once. */
    public void stop() {
        stopping = true;
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer == null) {
            thread.interrupt();
        } else {
            consumer.wakeup();
        }
        try {
            if (!thread.join(TO_STOP)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        Backoff backoff = new Backoff(RandomGenerator.getDefault());
        try {
            before.await();
            while (!stopping) {
                consume();
                if (!stopping) {
                    Thread.sleep(backoff.next());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
            open = consumer;
            Runnable turn = turns.apply(consumer).orElse(null);
            while (turn != null && !stopping) {
                turn.run();
            }
        } catch (WakeupException woken) {
            LOG.debugf(woken, "event=consumer_woken thread=%s", thread.getName());
        } catch (KafkaException failure) {
            LOG.warnf(
                    "event=consumer_failed thread=%s action=restart cause=%s", thread.getName(), failure.getMessage());
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "event=consumer_failed thread=%s action=restart", thread.getName());
        } finally {
            open = null;
        }
    }
}
