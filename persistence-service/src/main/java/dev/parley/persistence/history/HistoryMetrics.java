package dev.parley.persistence.history;

import dev.parley.persistence.history.Numbering.Voided;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What can be counted about writing. */
@ApplicationScoped
class HistoryMetrics {
    private final MeterRegistry registry;
    private final Counter transactions;
    private final Counter rows;
    private final Counter deadLetters;
    private final Counter retries;
    private final Counter zombies;
    private final DistributionSummary batchSize;
    private final Timer batchDuration;
    private final Map<Integer, AtomicLong> lags = new ConcurrentHashMap<>();

    HistoryMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.transactions = registry.counter("parley.persistence.history.transactions");
        this.rows = registry.counter("parley.persistence.rows.written");
        this.deadLetters = registry.counter("parley.persistence.dead.letters");
        this.retries = registry.counter("parley.persistence.retries");
        this.zombies = registry.counter("parley.persistence.zombies");
        this.batchSize = registry.summary("parley.persistence.batch.size");
        this.batchDuration = Timer.builder("parley.persistence.batch.duration")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    void written(int records, Duration took, List<Voided> voided) {
        rows.increment(records);
        batchSize.record(records);
        batchDuration.record(took);
        for (Voided one : voided) {
            registry.counter("parley.persistence.voids", "reason", one.reason().wire())
                    .increment();
            if (one.reason().isDeadLetter()) {
                deadLetters.increment();
            }
        }
    }

    /** A transaction of the writer has been committed. */
    void transaction() {
        transactions.increment();
    }

    void retried() {
        retries.increment();
    }

    /** A batch was refused because another instance had moved the partition on. */
    void zombie() {
        zombies.increment();
    }

    /** Records of a partition that are in the log and not yet in history. */
    void lag(int partition, long records) {
        lags.computeIfAbsent(
                        partition,
                        number -> registry.gauge(
                                "parley.persistence.lag",
                                Tags.of("partition", Integer.toString(number)),
                                new AtomicLong()))
                .set(records);
    }
}
