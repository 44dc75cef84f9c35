package dev.parley.persistence.history;

import dev.parley.telemetry.trace.MessageTraces;
import dev.parley.telemetry.trace.Stage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells the traces of those few events that have one when they were stored. For the consumer's thread. */
@Singleton
final class HistoryTraces {
    private final MessageTraces traces;
    private final Clock clock;

    HistoryTraces(MessageTraces traces, Clock clock) {
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * A batch is in history.
     *
     * @param rows of those records that belong to a conversation, in their order
     */
    void stored(List<LogRecord> records, List<EventRow> rows, Duration took) {
        int row = 0;
        for (LogRecord record : records) {
            if (record.conversation() != null) {
                if (record.trace() != null) {
                    stored(record, rows.get(row), took);
                }
                row++;
            }
        }
    }

    private void stored(LogRecord record, EventRow row, Duration took) {
        Instant now = clock.instant();
        traces.passed(Stage.STORE, record.trace(), now.minus(took), now, row.conversation(), row.seq());
    }
}
