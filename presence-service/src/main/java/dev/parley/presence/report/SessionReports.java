package dev.parley.presence.report;

import dev.parley.api.presence.SessionReport;
import dev.parley.presence.redis.RedisUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes {@code chat.sessions} in batches, one after the other, on a worker thread. A batch is committed when Redis has it;
 * while Redis is away the batch is tried again and the consumer is paused, so nothing piles up here but the log itself.
 */
@ApplicationScoped
class SessionReports {
    private static final Logger LOG = Logger.getLogger(SessionReports.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final ReportReader reader;
    private final ReportIntake intake;
    private final Counter repeats;
    private final CountDownLatch stopping = new CountDownLatch(1);

    SessionReports(ReportReader reader, ReportIntake intake, MeterRegistry metrics) {
        this.reader = reader;
        this.intake = intake;
        this.repeats = metrics.counter("parley.presence.batches.repeated");
    }

    @Incoming("sessions")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        List<SessionReport> reports = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> entry : records) {
            reader.read(entry.value()).ifPresent(reports::add);
        }
        applyAtLast(new ReportBatch(reports));
    }

    private void applyAtLast(ReportBatch batch) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                intake.apply(batch);
                return;
            } catch (RedisUnavailableException e) {
                if (pause == FIRST_PAUSE_MILLIS) {
                    LOG.warnf("reports wait for Redis: reason=%s", e.getMessage());
                }
                repeats.increment();
                long jitter = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
                if (stopping.await(pause + jitter, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** The batch in hand is left uncommitted and is read again by whoever takes the partition. */
    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }
}
