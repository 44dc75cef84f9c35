package dev.parley.gateway.fanout;

import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * Channels of which this node hears. Any thread; never blocks.
 *
 * <p>Messages of one channel are handed over in the order they were published, one at a time. After a break all channels of
 * that node are subscribed again, and then {@link #onRestored} runs: what was published meanwhile is lost here and must be caught up on.
 */
public interface Subscriptions {
    /**
     * Hears a channel from now on. At most one handler a channel.
     *
     * @return completes when Redis has confirmed: what is published from then on is heard
     */
    Future<Void> subscribe(String channel, Consumer<byte[]> handler);

    /** Hears the channel no more. */
    void unsubscribe(String channel);

    /**
     * Runs the task once, behind all messages that have come with the same read; one at a time, with the handlers of
     * messages.
     */
    void afterTurn(Runnable task);

    /** What to do each time all channels of a node are heard again after a break. */
    void onRestored(Runnable task);

    /** Whether every connection stands. */
    boolean isAlive();
}
