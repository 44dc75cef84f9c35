package dev.parley.gateway.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The outbox of each event loop that has had a socket. Any thread. */
@Singleton
public final class Outboxes {
    private final Map<EventLoop, Outbox> outboxes = new ConcurrentHashMap<>();
    private final Counter flushes;

    public Outboxes(MeterRegistry registry) {
        this.flushes = registry.counter("parley.gateway.flushes");
    }

    public Outbox of(EventLoop loop) {
        return outboxes.computeIfAbsent(loop, key -> new Outbox(key, flushes));
    }
}
