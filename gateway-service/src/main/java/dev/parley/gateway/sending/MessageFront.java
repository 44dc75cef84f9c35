package dev.parley.gateway.sending;

import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResults;
import io.vertx.core.Future;

/**
 * message-service's front. A batch that is answered has one result for each send, in its order; a failed future means that
 * nobody knows what of it is in the log, and that the same ids may be sent again.
 */
@FunctionalInterface
interface MessageFront {
    /** Submits a batch. {@code lane} says whose it is, so that lanes are spread over instances. Never blocks. */
    Future<SendResults> submit(int lane, SendBatch batch);
}
