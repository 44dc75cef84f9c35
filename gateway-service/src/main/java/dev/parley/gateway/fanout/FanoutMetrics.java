package dev.parley.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the subscription does. Any thread. */
final class FanoutMetrics {
    private final Counter restored;
    private final Counter handlerFailed;

    FanoutMetrics(MeterRegistry registry, RedisSubscriptions subscriptions) {
        registry.gauge("parley.gateway.subscriptions", subscriptions, RedisSubscriptions::channels);
        this.restored = registry.counter("parley.gateway.resubscribed");
        // Should be impossible: handlers catch what they expect.
        this.handlerFailed = registry.counter("parley.gateway.fanout.handler.failed");
    }

    void restored() {
        restored.increment();
    }

    void handlerFailed() {
        handlerFailed.increment();
    }
}
