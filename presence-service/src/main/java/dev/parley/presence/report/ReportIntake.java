package dev.parley.presence.report;

import dev.parley.presence.node.NodeSockets;
import dev.parley.presence.node.Nodes;
import dev.parley.presence.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Applies a batch of reports. The order of the steps matters: a socket stands in its node's index before it counts, and
 * until it is gone. Blocks; if it throws, the whole batch is to be applied again, which does no harm.
 */
@ApplicationScoped
class ReportIntake {
    private final Nodes nodes;
    private final NodeSockets sockets;
    private final Users users;

    ReportIntake(Nodes nodes, NodeSockets sockets, Users users) {
        this.nodes = nodes;
        this.sockets = sockets;
        this.users = users;
    }

    void apply(ReportBatch batch) {
        Set<String> counting = nodes.note(batch.signs());
        sockets.add(batch.present());
        users.apply(batch.byUser(counting));
        sockets.remove(batch.gone());
    }
}
