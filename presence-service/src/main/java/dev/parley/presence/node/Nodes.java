package dev.parley.presence.node;

import dev.parley.presence.PresenceConfig;
import dev.parley.presence.redis.RedisCalls;
import dev.parley.presence.redis.Scored;
import dev.parley.presence.redis.Script;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The leases of the gateways. A lease runs from the moment a report is read, so that clocks need not agree closely; a report
 * that is itself older than a lease is a replay or a backlog and proves nothing. Blocks.
 */
@ApplicationScoped
public class Nodes {
    private static final String LEASES = "presence:{nodes}:leases";
    private static final String LAPSED = "presence:{nodes}:lapsed";
    private static final String REPORTED = "presence:{nodes}:reported";

    private final Script noting = Script.of("node");
    private final RedisCalls redis;
    private final Duration lease;
    private final Clock clock;

    Nodes(RedisCalls redis, PresenceConfig config, Clock clock) {
        this.redis = redis;
        this.lease = config.nodeLease();
        this.clock = clock;
    }

    /** A node's lease: when it ends, and whether the node's sockets do not count at present. */
    record Lease(String node, Instant ends, boolean lapsed) {}

    /** Notes signs of life; answers which of these nodes' sockets count. */
    public Set<String> note(Collection<NodeSign> signs) {
        List<NodeSign> list = List.copyOf(signs);
        List<Response> answers = redis.callAll(list.stream().map(this::noting).toList());
        Set<String> counting = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (answers.get(i).toInteger() == 1) {
                counting.add(list.get(i).node());
            }
        }
        return counting;
    }

    List<Lease> leases() {
        Set<String> lapsed = new HashSet<>();
        redis.send(Request.cmd(Command.SMEMBERS).arg(LAPSED)).forEach(node -> lapsed.add(node.toString()));
        Response answer = redis.send(
                Request.cmd(Command.ZRANGE).arg(LEASES).arg(0).arg(-1).arg("WITHSCORES"));
        return Scored.read(answer).stream()
                .map(entry ->
                        new Lease(entry.member(), Instant.ofEpochMilli(entry.score()), lapsed.contains(entry.member())))
                .toList();
    }

    void setLapsed(String node, boolean lapsed) {
        redis.send(Request.cmd(lapsed ? Command.SADD : Command.SREM).arg(LAPSED).arg(node));
    }

    void forget(String node) {
        redis.send(Request.cmd(Command.ZREM).arg(LEASES).arg(node));
        redis.send(Request.cmd(Command.SREM).arg(LAPSED).arg(node));
        redis.send(Request.cmd(Command.HDEL).arg(REPORTED).arg(node));
    }

    /** How many sockets each node said it has, last time. */
    Map<String, Long> reported() {
        Response answer = redis.send(Request.cmd(Command.HGETALL).arg(REPORTED));
        Map<String, Long> counts = new HashMap<>();
        answer.getKeys().forEach(node -> counts.put(node, answer.get(node).toLong()));
        return counts;
    }

    private Script.Call noting(NodeSign sign) {
        Instant now = clock.instant();
        boolean fresh = sign.at().plus(lease).isAfter(now);
        Instant ends = fresh ? now.plus(lease) : sign.at().plus(lease);
        return noting.call(
                List.of(LEASES, LAPSED, REPORTED),
                List.of(
                        sign.node(),
                        Long.toString(ends.toEpochMilli()),
                        Long.toString(now.toEpochMilli()),
                        Integer.toString(sign.sockets().orElse(-1))));
    }
}
