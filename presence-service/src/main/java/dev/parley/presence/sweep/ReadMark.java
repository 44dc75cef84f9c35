package dev.parley.presence.sweep;

import dev.parley.presence.PresenceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Up to when the reports of gateways have been read by the group, all instances together. Silence before that instant is
 * the gateways' own; silence after it may be ours or Kafka's. Without this, a minute's outage of Kafka, or of this service,
 * would send everybody offline. For one thread at a time; waits for Kafka for a bounded time.
 */
@ApplicationScoped
class ReadMark {
    private static final Logger LOG = Logger.getLogger(ReadMark.class);

    /** How many looks wait to be overtaken by the readers; when there are more, new ones are left out. */
    private static final int LOOKS = 32;

    private final ReportLog log;
    private final Clock clock;
    private final Duration lease;
    private final Deque<Look> looks = new ArrayDeque<>();
    private Instant answersSince;
    private Instant readUpTo = Instant.MIN;

    ReadMark(ReportLog log, PresenceConfig config, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.lease = config.nodeLease();
    }

    /** Where the log ended at an instant. */
    private record Look(Instant at, ReportLog.Offsets ends) {}

    /**
     * Every report written before this instant has been read. {@link Instant#MIN} unless Kafka has answered us for a whole
     * lease: as long as that, a gateway may need to be heard of again after an outage.
     */
    synchronized Instant readUpTo() {
        Instant now = clock.instant();
        Optional<ReportLog.State> state = log.look();
        if (state.isEmpty()) {
            if (answersSince != null) {
                LOG.warn("Kafka does not answer: no gateway is judged until it has for a whole lease");
            }
            answersSince = null;
            looks.clear();
            return Instant.MIN;
        }
        if (answersSince == null) {
            answersSince = now;
        }
        if (looks.size() < LOOKS) {
            looks.add(new Look(now, state.get().ends()));
        }
        while (!looks.isEmpty() && looks.peek().ends().reachedBy(state.get().committed())) {
            readUpTo = looks.poll().at();
        }
        return answersSince.plus(lease).isAfter(now) ? Instant.MIN : readUpTo;
    }
}
