package dev.parley.gateway.fanout;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One connection while it lasts, and what is subscribed on it. Used on one event loop. Carries SUBSCRIBE and UNSUBSCRIBE and
 * nothing else: the client (4.5) takes a push for the answer to any other command that waits for one, a PING too.
 */
final class SubscriptionLink {
    /** A push in RESP 3, a plain array in RESP 2. */
    private static final Set<ResponseType> COMPOSED = EnumSet.of(ResponseType.PUSH, ResponseType.MULTI);

    private static final int KIND = 0;
    private static final int CHANNEL = 1;
    private static final int PAYLOAD = 2;

    private final RedisConnection connection;
    private final Listener listener;
    /** Channels that were asked for; true once Redis has confirmed. */
    private final Map<String, Boolean> subscribed = new HashMap<>();

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
        if (push == null || !COMPOSED.contains(push.type()) || push.size() <= PAYLOAD) {
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
