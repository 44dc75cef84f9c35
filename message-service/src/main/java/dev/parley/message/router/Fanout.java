package dev.parley.message.router;

import dev.parley.api.channel.HeadsDigest;
import java.util.List;

/**
 * Where events go live. Called by the router's thread, which it may block for a bounded time.
 *
 * <p>When {@link #publish} returns, every event stands in its conversation's recent stream and was published, those of one conversation in their order. When it
 * throws, any part of them may have been, and the same list must be given again before anything else. Giving an event again is
 * harmless: it has the same seq.
 */
interface Fanout {
    void publish(List<Outgoing> events) throws FanoutFailure;

    /** Publishes what moved in a partition; a hint, so a failure shows in a metric only. */
    void publish(int partition, HeadsDigest digest);

    /** Not all of it was published, as far as is known. */
    final class FanoutFailure extends Exception {
        private static final long serialVersionUID = 1L;

        FanoutFailure(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
