package dev.parley.gateway.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.presence.SessionReport;
import dev.parley.api.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * {@code chat.sessions}. A thread of its own feeds the producer, since that blocks while Kafka is away; the queue before it is
 * bounded, and what does not fit is lost.
 */
@Singleton
final class KafkaReportLog implements ReportLog {
    private static final Logger LOG = Logger.getLogger(KafkaReportLog.class);
    private static final int MOST_WAITING = 20_000;
    private static final int BLOCK_MILLIS = 2_000;
    private static final int DELIVERY_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int LINGER_MILLIS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final BlockingQueue<ProducerRecord<String, String>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ObjectWriter writer;
    private final Map<String, Object> kafka;
    private final Thread feeder;
    private final Counter lostReports;
    private volatile boolean lost;
    private volatile boolean through;

    KafkaReportLog(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper mapper,
            MeterRegistry registry) {
        this.kafka = new HashMap<>(kafka);
        this.writer = mapper.writerFor(SessionReport.class);
        registry.gaugeCollectionSize("parley.gateway.reports.waiting", Tags.empty(), waiting);
        this.lostReports = registry.counter("parley.gateway.reports.lost");
        this.feeder = Thread.ofPlatform().daemon().name("parley-reports").start(this::feed);
    }

    @Override
    public void write(String key, SessionReport report) {
        try {
            if (!waiting.offer(new ProducerRecord<>(Topics.SESSIONS, key, writer.writeValueAsString(report)))) {
                lose();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of our own cannot be written", e);
        }
    }

    @Override
    public boolean hasRecovered() {
        boolean recovered = lost && through;
        if (recovered) {
            lost = false;
            LOG.info("event=reports_recovered action=report_all_sockets");
        }
        through = false;
        return recovered;
    }

    private void feed() {
        try {
            while (true) {
                feedOneProducer();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends only if no producer can be made (a name that does not resolve yet), or one is broken for good. */
    private void feedOneProducer() throws InterruptedException {
        try (Producer<String, String> producer = producer()) {
            while (true) {
                send(producer, waiting.take());
            }
        } catch (InterruptException e) {
            throw new InterruptedException();
        } catch (KafkaException e) {
            lose();
            LOG.warnf("event=reports_producer_failed action=retry cause=%s", e.getMessage());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of every outcome.
    private void send(Producer<String, String> producer, ProducerRecord<String, String> report) {
        producer.send(report, (metadata, failure) -> {
            if (failure == null) {
                through = true;
            } else {
                lose();
            }
        });
    }

    private void lose() {
        lostReports.increment();
        through = false;
        lost = true;
    }

    /** Made on the feeder's thread, so that a start without Kafka is no different from a start with it. */
    private Producer<String, String> producer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    @PreDestroy
    void stop() throws InterruptedException {
        feeder.interrupt();
        feeder.join(CLOSE_WITHIN);
    }
}
