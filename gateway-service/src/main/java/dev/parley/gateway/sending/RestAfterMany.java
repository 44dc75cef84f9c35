package dev.parley.gateway.sending;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/**
 * Every batch costs a request, an append and a poll, however small it is: while many are sending, a short rest makes
 * few batches of many. Behind a few sends there is no rest at all.
 */
@Singleton
final class RestAfterMany implements Pacing {
    private final Vertx vertx;
    private final int few;
    private final long restMillis;

    RestAfterMany(Vertx vertx, SendingConfig config) {
        this.vertx = vertx;
        this.few = config.restAfter();
        this.restMillis = config.rest().toMillis();
    }

    @Override
    public void after(int sends, Runnable next) {
        if (sends <= few || restMillis == 0) {
            next.run();
        } else {
            vertx.setTimer(restMillis, timer -> next.run());
        }
    }
}
