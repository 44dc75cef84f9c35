package dev.parley.persistence.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** What the auditor finds. */
@ApplicationScoped
class AuditMetrics {
    private static final String WHAT = "what";
    private static final String HISTORY = "history";

    private final Counter compared;
    private final Counter divergence;
    private final Counter skipped;
    private final AtomicLong waiting;

    AuditMetrics(MeterRegistry registry) {
        this.compared = registry.counter("parley.audit.compared", WHAT, HISTORY);
        // There from the start, and zero: an alert on something that is not there would never come.
        this.divergence = registry.counter("parley.audit.divergence", WHAT, HISTORY);
        this.skipped = registry.counter("parley.audit.skipped", WHAT, HISTORY);
        this.waiting = registry.gauge("parley.audit.waiting", new AtomicLong());
    }

    void compared(int conversations) {
        compared.increment(conversations);
    }

    void diverged() {
        divergence.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void waiting(long conversations) {
        waiting.set(conversations);
    }
}
