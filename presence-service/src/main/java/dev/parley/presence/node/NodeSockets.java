package dev.parley.presence.node;

import dev.parley.api.id.UserId;
import dev.parley.presence.redis.RedisCalls;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An index: the sockets of each node, so that a dead node's users are found. It may name sockets that are gone (their user's
 * own keys decide), but never lacks one: a socket is entered before it counts, and taken out after it is gone. Blocks.
 */
@ApplicationScoped
public class NodeSockets {
    private static final int PAGE = 500;

    private final RedisCalls redis;

    NodeSockets(RedisCalls redis) {
        this.redis = redis;
    }

    /** A socket and whose it is. */
    public record Socket(UserId user, UUID id) {
        static Socket parse(String entry) {
            int space = entry.indexOf(' ');
            return new Socket(UserId.of(entry.substring(0, space)), UUID.fromString(entry.substring(space + 1)));
        }

        @Override
        public String toString() {
            return user + " " + id;
        }
    }

    /** A part of a node's sockets, by user, and where the next part begins ("0": this was the last). */
    record Page(Map<UserId, List<UUID>> sockets, String next) {}

    public void add(Map<String, List<Socket>> sockets) {
        redis.sendAll(commands(Command.SADD, sockets));
    }

    public void remove(Map<String, List<Socket>> sockets) {
        redis.sendAll(commands(Command.SREM, sockets));
    }

    /** Reads on from a place, "0" for the beginning. A socket may be in several pages; none is missed. */
    Page page(String node, String from) {
        Response answer = redis.send(
                Request.cmd(Command.SSCAN).arg(key(node)).arg(from).arg("COUNT").arg(PAGE));
        Map<UserId, List<UUID>> sockets = new HashMap<>();
        for (Response entry : answer.get(1)) {
            Socket socket = Socket.parse(entry.toString());
            sockets.computeIfAbsent(socket.user(), user -> new ArrayList<>()).add(socket.id());
        }
        return new Page(sockets, answer.get(0).toString());
    }

    long count(String node) {
        return redis.send(Request.cmd(Command.SCARD).arg(key(node))).toLong();
    }

    void forget(String node) {
        redis.send(Request.cmd(Command.UNLINK).arg(key(node)));
    }

    private static List<Request> commands(Command command, Map<String, List<Socket>> sockets) {
        List<Request> requests = new ArrayList<>();
        sockets.forEach((node, list) -> {
            Request request = Request.cmd(command).arg(key(node));
            list.forEach(socket -> request.arg(socket.toString()));
            requests.add(request);
        });
        return requests;
    }

    private static String key(String node) {
        return "presence:node:{" + node + "}:sockets";
    }
}
