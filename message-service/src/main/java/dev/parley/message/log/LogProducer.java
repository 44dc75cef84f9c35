package dev.parley.message.log;

import dev.parley.message.engine.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The front's one Kafka producer: idempotent, acks=all, bounded in time and memory. Safe on any thread that may block (handing a
 * record over can wait for metadata), so never on an event loop.
 *
 * <p>It is made when it is first needed, so that the service starts while Kafka's name does not even resolve.
 */
@Singleton
public final class LogProducer {
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final Map<String, Object> settings;
    private final Duration limit;
    private final Duration handingOver;
    private KafkaProducer<byte[], byte[]> producer;
    private boolean closed;

    LogProducer(KafkaSettings kafka, LogConfig config) {
        this.settings = kafka.with(Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "front"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                // What comes while a request is away travels together in the next one: a quiet log answers at
                // once, and a busy one gets few, large requests.
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 65_536),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, config.bufferMemory()),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.maxBlock().toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                        config.requestTimeout().toMillis()),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                        config.deliveryTimeout().toMillis()),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500)));
        this.limit = config.deliveryTimeout().plus(MARGIN);
        this.handingOver = config.maxBlock();
    }

    /**
     * Writes records and waits for all acknowledgements; returns the indices of those that are durable. Once one cannot even be handed
     * over, those behind it are not tried: each would wait as long, and would overtake it. Nor are they once handing over has taken as
     * long as it may for one, in a buffer that is nearly full all the time.
     */
    public BitSet append(List<ProducerRecord<byte[], byte[]>> records) {
        AppendRound round = new AppendRound(records.size());
        KafkaProducer<byte[], byte[]> open;
        try {
            open = producer();
        } catch (KafkaException e) {
            return new BitSet();
        }
        boolean stuck = false;
        long start = System.nanoTime();
        for (int i = 0; i < records.size(); i++) {
            int index = i;
            if (stuck) {
                round.settle(index, new KafkaException("not tried"));
                continue;
            }
            try {
                Future<?> handedOver =
                        open.send(records.get(index), (metadata, failure) -> round.settle(index, failure));
                stuck = (handedOver.isDone() && round.failedLast(index))
                        || System.nanoTime() - start > handingOver.toNanos();
            } catch (KafkaException | IllegalStateException e) {
                round.settle(index, e);
                stuck = true;
            }
        }
        return round.await(limit);
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (closed) {
            throw new KafkaException("the service is stopping");
        }
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSING);
        }
    }
}
