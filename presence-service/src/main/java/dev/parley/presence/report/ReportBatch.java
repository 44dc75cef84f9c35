package dev.parley.presence.report;

import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.api.presence.SessionReport;
import dev.parley.presence.node.NodeSign;
import dev.parley.presence.node.NodeSockets;
import dev.parley.presence.user.SocketReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reports as they were read, sorted by what they are about. Each user's keep their order. */
record ReportBatch(List<SessionReport> reports) {
    ReportBatch {
        reports = List.copyOf(reports);
    }

    /** The newest sign of life of each node. */
    Collection<NodeSign> signs() {
        Map<String, NodeSign> signs = new LinkedHashMap<>();
        for (SessionReport report : reports) {
            OptionalInt sockets = report instanceof SessionReport.Heartbeat heartbeat
                    ? OptionalInt.of(heartbeat.sockets())
                    : OptionalInt.empty();
            signs.merge(report.node(), new NodeSign(report.node(), report.at(), sockets), NodeSign::merge);
        }
        return signs.values();
    }

    /** What became of each user's sockets; those of the counting nodes count. */
    Map<UserId, List<SocketReport>> byUser(Set<String> counting) {
        Map<UserId, List<SocketReport>> users = new LinkedHashMap<>();
        for (SessionReport report : reports) {
            boolean counts = counting.contains(report.node());
            switch (report) {
                case SessionReport.Opened o ->
                    list(users, o.user())
                            .add(new SocketReport(
                                    SocketReport.Kind.OPENED,
                                    o.socket(),
                                    o.node(),
                                    PresenceStatus.ONLINE,
                                    o.at(),
                                    counts));
                case SessionReport.Changed c ->
                    list(users, c.user())
                            .add(new SocketReport(
                                    SocketReport.Kind.CHANGED, c.socket(), c.node(), c.status(), c.at(), counts));
                case SessionReport.Closed c ->
                    list(users, c.user())
                            .add(new SocketReport(
                                    SocketReport.Kind.CLOSED,
                                    c.socket(),
                                    c.node(),
                                    PresenceStatus.OFFLINE,
                                    c.at(),
                                    counts));
                case SessionReport.Heartbeat heartbeat -> {}
            }
        }
        return users;
    }

    /** The sockets that may be there after these reports, by node. */
    Map<String, List<NodeSockets.Socket>> present() {
        Map<String, List<NodeSockets.Socket>> nodes = new LinkedHashMap<>();
        for (SessionReport report : reports) {
            switch (report) {
                case SessionReport.Opened o -> list(nodes, o.node()).add(new NodeSockets.Socket(o.user(), o.socket()));
                case SessionReport.Changed c -> list(nodes, c.node()).add(new NodeSockets.Socket(c.user(), c.socket()));
                case SessionReport.Closed closed -> {}
                case SessionReport.Heartbeat heartbeat -> {}
            }
        }
        return nodes;
    }

    /** The sockets that are gone for good after these reports, by node. */
    Map<String, List<NodeSockets.Socket>> gone() {
        Map<String, List<NodeSockets.Socket>> nodes = new LinkedHashMap<>();
        for (SessionReport report : reports) {
            if (report instanceof SessionReport.Closed c) {
                list(nodes, c.node()).add(new NodeSockets.Socket(c.user(), c.socket()));
            }
        }
        return nodes;
    }

    private static <K, V> List<V> list(Map<K, List<V>> lists, K key) {
        return lists.computeIfAbsent(key, absent -> new ArrayList<>());
    }
}
