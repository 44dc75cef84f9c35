package dev.parley.gateway.fanout;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One connection while it lasts, and what is subscribed on it. Used on one event loop. Speaks RESP 3 (the client negotiates
 * it), in which pushes and the answers to pings cannot be taken for one another.
 */
final class SubscriptionLink {
    private static final int KIND = 0;
    private static final int CHANNEL = 1;
    private static final int PAYLOAD = 2;

    private final RedisConnection connection;
    private final Listener listener;
    /** Channels that were asked for; true once Redis has confirmed. */
    private final Map<String, Boolean> subscribed = new HashMap<>();

    private boolean pinging;

    SubscriptionLink(RedisConnection connection, Listener listener) {
        this.connection = connection;
        this.listener = listener;
        connection.handler(this::push);
        connection.exceptionHandler(failure -> close());
        connection.endHandler(end -> listener.broken(this));
    }

    /** Hears of the connection. */
    interface Listener {
        /** Redis hears for us on this channel now. */
        void confirmed(String channel);

        void message(String channel, byte[] payload);

        /** The connection is gone, at least once said. */
        void broken(SubscriptionLink lost);
    }

    /** Subscribes those of the channels that are wanted and not heard, and the other way round. */
    void settle(List<String> channels, Predicate<String> wanted) {
        List<String> come = new ArrayList<>();
        List<String> go = new ArrayList<>();
        for (String channel : channels) {
            if (!wanted.test(channel)) {
                if (subscribed.remove(channel) != null) {
                    go.add(channel);
                }
            } else if (subscribed.putIfAbsent(channel, Boolean.FALSE) == null) {
                come.add(channel);
            } else if (subscribed.get(channel)) {
                // Left and wanted again before we got round to leaving: it was heard all the time.
                listener.confirmed(channel);
            }
        }
        send(Command.SUBSCRIBE, come);
        send(Command.UNSUBSCRIBE, go);
    }

    Future<Response> ping() {
        return connection.send(Request.cmd(Command.PING));
    }

    /** Sends a ping, and says whether the one before has been answered. */
    boolean answersPings() {
        if (pinging) {
            return false;
        }
        pinging = true;
        ping().onSuccess(pong -> pinging = false);
        return true;
    }

    void close() {
        connection.close().onComplete(closed -> listener.broken(this));
    }

    private void send(Command command, List<String> channels) {
        if (channels.isEmpty()) {
            return;
        }
        Request request = Request.cmd(command);
        channels.forEach(request::arg);
        connection.send(request).onFailure(failure -> close());
    }

    private void push(Response push) {
        if (push == null || push.size() <= PAYLOAD) {
            return;
        }
        switch (push.get(KIND).toString()) {
            case "message" ->
                listener.message(push.get(CHANNEL).toString(), push.get(PAYLOAD).toBytes());
            case "subscribe" -> confirmed(push.get(CHANNEL).toString());
            default -> {
                // "unsubscribe": nobody waits for it.
            }
        }
    }

    private void confirmed(String channel) {
        subscribed.replace(channel, Boolean.TRUE);
        listener.confirmed(channel);
    }
}
