package dev.parley.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.channel.Channels;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does to Redis what the router of message-service does, step by step as a test wants it. */
public final class Router implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;

    public Router(String redisUrl) {
        this.redis = Redis.createClient(vertx, redisUrl);
    }

    /** Keeps and publishes a message. */
    public void event(UUID conversation, long seq, UUID sender, String text) {
        String frame = message(conversation, seq, sender, text);
        keep(conversation, seq, frame);
        publish(Channels.live(new ConversationId(conversation)), frame);
    }

    /** The frame of a message. */
    public static String message(UUID conversation, long seq, UUID sender, String text) {
        return frame(
                conversation,
                seq,
                "{\"kind\":\"message\",\"sender\":\"%s\",\"id\":\"%s\",\"at\":\"2026-01-02T03:04:05.678Z\",\"text\":\"%s\"}"
                        .formatted(sender, UUID.randomUUID(), text));
    }

    /** The frame of the removal of a user by another. */
    public static String removal(UUID conversation, long seq, UUID by, UUID user) {
        return membership("memberRemoved", conversation, seq, by, user);
    }

    /** The frame of the addition of a user by another. */
    public static String addition(UUID conversation, long seq, UUID by, UUID user) {
        return membership("memberAdded", conversation, seq, by, user);
    }

    private static String membership(String kind, UUID conversation, long seq, UUID by, UUID user) {
        return frame(
                conversation,
                seq,
                "{\"kind\":\"%s\",\"sender\":\"%s\",\"id\":\"%s\",\"at\":\"2026-01-02T03:04:05.678Z\",\"user\":\"%s\"}"
                        .formatted(kind, by, UUID.randomUUID(), user));
    }

    public static String frame(UUID conversation, long seq, String value) {
        return new String(EventFrame.of(conversation.toString().getBytes(UTF_8), seq, value.getBytes(UTF_8)), UTF_8);
    }

    /** Puts a frame into the recent stream, and tells nobody. */
    public void keep(UUID conversation, long seq, String frame) {
        send(Request.cmd(Command.XADD)
                .arg(Channels.recent(new ConversationId(conversation)))
                .arg(seq + "-0")
                .arg(Channels.RECENT_FIELD)
                .arg(frame));
    }

    public void publish(String channel, String message) {
        send(Request.cmd(Command.PUBLISH).arg(channel).arg(message));
    }

    public void notice(UUID user, String notice) {
        publish(Channels.user(new UserId(user)), notice.replace('\'', '"'));
    }

    /** Does what auth-service does first when a session ends, and tells nobody. */
    public void ended(UUID session) {
        send(Request.cmd(Command.XADD)
                .arg(Channels.ENDED_SESSIONS)
                .arg("*")
                .arg(Channels.ENDED_FIELD)
                .arg(UUID.randomUUID() + "," + session));
    }

    /** How many connections hear a channel. */
    public int hearers(String channel) {
        return send(Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(channel))
                .get(1)
                .toInteger();
    }

    /** Cuts all connections that are subscribed to anything. */
    public void cutSubscriptions() {
        send(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("pubsub"));
    }

    private io.vertx.redis.client.Response send(Request request) {
        try {
            return redis.send(request).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
