package dev.parley.presence.node;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * The newest report of a node among several.
 *
 * @param sockets how many the node says it has, if one of the reports was a heartbeat
 */
public record NodeSign(String node, Instant at, OptionalInt sockets) {
    /** Both in one: the later instant, and the number of sockets that was said later. */
    public NodeSign merge(NodeSign later) {
        Instant newest = at.isAfter(later.at) ? at : later.at;
        return new NodeSign(node, newest, later.sockets.isPresent() ? later.sockets : sockets);
    }
}
