package dev.parley.presence.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.api.presence.SessionReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the values of {@code chat.sessions}. One that cannot be read is counted and left out: it must not stop those behind
 * it, and nobody's presence is worth a dead letter.
 */
@ApplicationScoped
class ReportReader {
    private static final Logger LOG = Logger.getLogger(ReportReader.class);

    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Counter unreadable;

    ReportReader(ObjectMapper json, MeterRegistry metrics) {
        this.json = json;
        this.metrics = metrics;
        this.unreadable = metrics.counter("parley.presence.reports.unreadable");
    }

    Optional<SessionReport> read(byte[] value) {
        try {
            SessionReport report = value == null ? null : json.readValue(value, SessionReport.class);
            if (report == null || !isWhole(report)) {
                throw new IOException("a report that lacks a field");
            }
            String kind = report.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            metrics.counter("parley.presence.reports", "report", kind).increment();
            return Optional.of(report);
        } catch (IOException e) {
            LOG.debugf("unreadable report left out: reason=%s", e.getClass().getSimpleName());
            unreadable.increment();
            return Optional.empty();
        }
    }

    private static boolean isWhole(SessionReport report) {
        if (report.node() == null || report.node().isBlank() || report.at() == null) {
            return false;
        }
        return switch (report) {
            case SessionReport.Opened o -> o.socket() != null && o.user() != null;
            case SessionReport.Changed c ->
                c.socket() != null && c.user() != null && c.status() != null && c.status() != PresenceStatus.OFFLINE;
            case SessionReport.Closed c -> c.socket() != null && c.user() != null;
            case SessionReport.Heartbeat heartbeat -> heartbeat.sockets() >= 0;
        };
    }
}
