package dev.parley.presence.node;

import dev.parley.presence.PresenceConfig;
import dev.parley.presence.user.Mark;
import dev.parley.presence.user.Users;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Judges the gateways. To be used by one instance of this service at a time. Every step may be repeated: a node is noted as
 * lapsed only after all its sockets are, so whoever takes over half-way begins again. Blocks.
 */
@ApplicationScoped
public class NodeWatch {
    private static final Logger LOG = Logger.getLogger(NodeWatch.class);

    private final Nodes nodes;
    private final NodeSockets sockets;
    private final Users users;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Duration lease;
    private final Duration memory;
    private final AtomicLong reported;
    private final AtomicLong known;

    NodeWatch(
            Nodes nodes, NodeSockets sockets, Users users, PresenceConfig config, Clock clock, MeterRegistry metrics) {
        this.nodes = nodes;
        this.sockets = sockets;
        this.users = users;
        this.clock = clock;
        this.metrics = metrics;
        this.lease = config.nodeLease();
        this.memory = config.nodeMemory();
        this.reported = metrics.gauge("parley.presence.sockets.reported", new AtomicLong());
        this.known = metrics.gauge("parley.presence.sockets.known", new AtomicLong());
    }

    /**
     * Judges every node once.
     *
     * @param readUpTo every report written before this instant has been read
     * @param stillOurs is asked between the parts of a large node; throws if another instance has taken over
     */
    public void judge(Instant readUpTo, Runnable stillOurs) {
        Map<String, Long> counts = nodes.reported();
        long sayTheyHave = 0;
        long weKnow = 0;
        for (Nodes.Lease node : nodes.leases()) {
            Verdict verdict = Verdict.of(node.ends(), node.lapsed(), clock.instant(), readUpTo, memory);
            carryOut(verdict, node, stillOurs);
            if (node.ends().isAfter(clock.instant())) {
                sayTheyHave += counts.getOrDefault(node.node(), 0L);
                weKnow += sockets.count(node.node());
            }
        }
        reported.set(sayTheyHave);
        known.set(weKnow);
    }

    private void carryOut(Verdict verdict, Nodes.Lease node, Runnable stillOurs) {
        switch (verdict) {
            case KEEP -> {
                return;
            }
            case LAPSE -> {
                mark(node, Mark.LAPSED, stillOurs);
                nodes.setLapsed(node.node(), true);
            }
            case REVIVE -> {
                mark(node, Mark.LIVE, stillOurs);
                nodes.setLapsed(node.node(), false);
            }
            case FORGET -> {
                mark(node, Mark.FORGOTTEN, stillOurs);
                sockets.forget(node.node());
                nodes.forget(node.node());
            }
        }
        LOG.infof("node=%s verdict=%s leaseEnded=%s", node.node(), verdict, node.ends());
        metrics.counter("parley.presence.verdicts", "verdict", verdict.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private void mark(Nodes.Lease node, Mark mark, Runnable stillOurs) {
        String place = "0";
        do {
            stillOurs.run();
            NodeSockets.Page page = sockets.page(node.node(), place);
            users.mark(node.node(), mark, node.ends().minus(lease), page.sockets());
            place = page.next();
        } while (!place.equals("0"));
    }
}
